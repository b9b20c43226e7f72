// SPDX-License-Identifier: Apache-2.0
// What belongs to the cluster itself, so that a plain cluster gives no findings. Lists of names, never "whatever begins
// like ours": an account that somebody made to look like one of these is judged like any other.
import type { CheckContext, CheckSetting, Subject } from '../../model/check.ts';
import type { KubernetesPower, KubernetesSubject } from '../../model/inventory/kubernetes.ts';

/** `subject -> role`; `*` at the end of either stands for any rest. */
const builtIn: readonly string[] = [
  // Kubernetes: https://kubernetes.io/docs/reference/access-authn-authz/rbac/#core-component-roles
  'Group system:masters -> ClusterRole cluster-admin',
  'Group kubeadm:cluster-admins -> ClusterRole cluster-admin',
  'User system:kube-controller-manager -> *',
  'User system:kube-scheduler -> *',
  'User system:kube-proxy -> ClusterRole system:node-proxier',
  'User system:apiserver -> *',
  'User system:apiserver-kubelet-client -> *',
  'User kube-apiserver-kubelet-client -> *',
  'Group system:nodes -> ClusterRole system:*',
  'Group system:bootstrappers -> ClusterRole system:*',
  'Group system:bootstrappers:kubeadm:default-node-token -> *',
  'Group kubeadm:nodes -> *',
  'Group system:authenticated -> ClusterRole system:discovery',
  'Group system:authenticated -> ClusterRole system:basic-user',
  'Group system:authenticated -> ClusterRole system:public-info-viewer',
  'Group system:unauthenticated -> ClusterRole system:public-info-viewer',
  'User system:anonymous -> Role kubeadm:bootstrap-signer-clusterinfo',
  'Group system:serviceaccounts -> ClusterRole system:service-account-issuer-discovery',
  'ServiceAccount kube-system/coredns -> ClusterRole system:coredns',
  'ServiceAccount kube-system/kube-dns -> ClusterRole system:kube-dns',
  'ServiceAccount kube-system/metrics-server -> *',
  'ServiceAccount kube-system/kube-proxy -> *',
  'ServiceAccount kube-system/cloud-controller-manager -> *',
  'User kubelet -> ClusterRole system:*',
  'User kubelet-bootstrap -> ClusterRole system:*',
  'User kube-apiserver -> ClusterRole kubelet-api-admin',
  'ServiceAccount kube-system/bootstrap-signer -> *',
  'ServiceAccount kube-system/token-cleaner -> *',
  // EKS
  'User eks:* -> ClusterRole eks:*',
  'User eks:* -> Role eks:*',
  'User eks:addon-manager -> *',
  'User eks:node-manager -> *',
  'Group eks:kube-proxy-windows -> *',
  'ServiceAccount kube-system/aws-node -> *',
  'ServiceAccount kube-system/eks-vpc-resource-controller -> *',
  'ServiceAccount kube-system/tagging-controller -> *',
  'ServiceAccount kube-system/ebs-csi-controller-sa -> *',
  'ServiceAccount kube-system/ebs-csi-node-sa -> *',
  // GKE: names of its managed parts
  'User system:addon-manager -> *',
  'User system:clustermetrics -> *',
  'User system:cluster-autoscaler -> *',
  'User system:controller:glbc -> *',
  'User system:gcp-controller-manager -> *',
  'User system:gke-* -> *',
  'User system:glbc -> *',
  'User system:kubestore-collector -> *',
  'User system:l7-lb-controller -> *',
  'User system:maintenance-handler -> *',
  'User system:managed-certificate-controller -> *',
  'User system:resource-tracker -> *',
  'User system:slo-monitor -> *',
  'User system:snapshot-controller -> *',
  'User system:storageversionmigrator -> *',
  'User system:vpa-recommender -> *',
  'ServiceAccount kube-system/konnectivity-agent -> *',
  'ServiceAccount kube-system/konnectivity-agent-cpha -> *',
  'ServiceAccount kube-system/event-exporter-sa -> *',
  'ServiceAccount kube-system/pdcsi-node-sa -> *',
  'ServiceAccount kube-system/netd -> *',
  'ServiceAccount kube-system/cilium -> *',
  'ServiceAccount gmp-system/operator -> *',
  'ServiceAccount gmp-system/collector -> *',
  // AKS
  'User clusterAdmin -> ClusterRole cluster-admin',
  'Group system:cluster-admins -> ClusterRole cluster-admin',
  'ServiceAccount kube-system/cloud-node-manager -> *',
  'ServiceAccount kube-system/csi-azuredisk-node-sa -> *',
  'ServiceAccount kube-system/csi-azurefile-node-sa -> *',
  'ServiceAccount kube-system/coredns-autoscaler -> *',
  'ServiceAccount kube-system/azure-policy -> *',
  'ServiceAccount kube-system/ama-logs -> *',
  'ServiceAccount kube-system/omsagent -> *',
];

export const builtInSetting: CheckSetting = {
  default: builtIn,
  description:
    'bindings that belong to the cluster itself and are not judged, as "subject -> role"; `*` at the end stands for any rest. Controllers of Kubernetes (kube-system/NAME -> ClusterRole system:controller:NAME) are known besides',
};

export const systemNamespacesSetting: CheckSetting = {
  default: [
    'kube-system',
    'kube-public',
    'kube-node-lease',
    'gke-managed-*',
    'gmp-system',
    'gmp-public',
    'gke-gmp-system',
    'config-management-system',
    'calico-system',
    'tigera-operator',
    'gatekeeper-system',
    'aks-command',
    'amazon-guardduty',
    'openshift-*',
  ],
  description: 'namespaces of the cluster itself, where workloads of the provider run',
};

export function matches(pattern: string, value: string): boolean {
  return pattern.endsWith('*') ? value.startsWith(pattern.slice(0, -1)) : pattern === value;
}

export function isSystemNamespace(context: CheckContext, namespace: string): boolean {
  return context.settings.list('systemNamespaces').some((pattern) => matches(pattern, namespace));
}

export function subjectText({ kind, name, namespace }: KubernetesSubject): string {
  return `${kind} ${kind === 'ServiceAccount' ? `${namespace ?? 'default'}/` : ''}${name}`;
}

/** Whether a binding belongs to the cluster itself. A controller has the role of its own name and no other. */
export function isBuiltIn(context: CheckContext, power: KubernetesPower): boolean {
  const { subject, role } = power;
  if (subject.kind === 'ServiceAccount' && subject.namespace === 'kube-system') {
    if (role === `ClusterRole system:controller:${subject.name}` || role === `Role system:controller:${subject.name}`)
      return true;
  }
  const who = subjectText(subject);
  return context.settings.list('builtIn').some((entry) => {
    const arrow = entry.indexOf(' -> ');
    return arrow !== -1 && matches(entry.slice(0, arrow), who) && matches(entry.slice(arrow + 4), role);
  });
}

/** The subject of a verdict about a holder of powers, by the id of its identity. */
export function holderSubject(holder: string): Subject {
  const [, kind = 'identity', name = holder] =
    /^kubernetes:(service-account|user|group|node):([\s\S]+)$/.exec(holder) ?? [];
  return { kind, id: holder, name };
}

const words = {
  'service-account': 'The service account',
  user: 'The user',
  group: 'The group',
  node: 'The node',
} as const;

/** "The service account shop/cart". */
export function named({ kind, name, id }: Subject): string {
  return `${words[kind as keyof typeof words] ?? kind} ${name ?? id}`;
}

/** "a", "a and b", "a, b and 3 more". */
export function enumerate(list: readonly string[], most = 4): string {
  if (list.length <= 1) return list[0] ?? '';
  if (list.length <= most) return `${list.slice(0, -1).join(', ')} and ${list.at(-1)}`;
  return `${list.slice(0, most - 1).join(', ')} and ${list.length - most + 1} more`;
}
