// SPDX-License-Identifier: Apache-2.0
// Which calls of the Kubernetes API tell what a cluster holds. Of secrets only names and labels are asked for; their values
// never leave the API server.
import { TokenwardError } from '../../model/error.ts';
import type { Item, ItemKind } from '../../model/inventory/item.ts';
import type { Call, Collector, ResponseReader } from '../collect/collector.ts';
import { at, fields, list, text } from '../values.ts';
import { clusterAccess, execToken } from './kubeconfig.ts';
import { readObject } from './read-object.ts';

const tokenSecrets = '/api/v1/secrets?fieldSelector=type%3Dkubernetes.io%2Fservice-account-token';
const allSecrets = '/api/v1/secrets?limit=500';
/** Asks the API server for names, labels and annotations alone. */
const metadataOnly = { accept: 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1' } as const;

const rbac = '/apis/rbac.authorization.k8s.io/v1';
const admission = '/apis/admissionregistration.k8s.io/v1';

/** Path -> what it tells, the group and resource that must be listed. */
const lists: readonly (readonly [path: string, tells: ItemKind, group: string, resource: string])[] = [
  ['/api/v1/namespaces', 'kubernetes.namespace', '', 'namespaces'],
  ['/api/v1/serviceaccounts', 'kubernetes.service-account', '', 'serviceaccounts'],
  [`${rbac}/clusterroles`, 'kubernetes.role', 'rbac.authorization.k8s.io', 'clusterroles'],
  [`${rbac}/roles`, 'kubernetes.role', 'rbac.authorization.k8s.io', 'roles'],
  [`${rbac}/clusterrolebindings`, 'kubernetes.binding', 'rbac.authorization.k8s.io', 'clusterrolebindings'],
  [`${rbac}/rolebindings`, 'kubernetes.binding', 'rbac.authorization.k8s.io', 'rolebindings'],
  ['/apis/apps/v1/deployments', 'kubernetes.workload', 'apps', 'deployments'],
  ['/apis/apps/v1/statefulsets', 'kubernetes.workload', 'apps', 'statefulsets'],
  ['/apis/apps/v1/daemonsets', 'kubernetes.workload', 'apps', 'daemonsets'],
  ['/apis/apps/v1/replicasets', 'kubernetes.workload', 'apps', 'replicasets'],
  ['/apis/batch/v1/cronjobs', 'kubernetes.workload', 'batch', 'cronjobs'],
  ['/apis/batch/v1/jobs', 'kubernetes.workload', 'batch', 'jobs'],
  ['/api/v1/replicationcontrollers', 'kubernetes.workload', '', 'replicationcontrollers'],
  ['/api/v1/podtemplates', 'kubernetes.workload', '', 'podtemplates'],
  ['/api/v1/pods', 'kubernetes.workload', '', 'pods'],
  ['/api/v1/nodes', 'kubernetes.node', '', 'nodes'],
  ['/apis/networking.k8s.io/v1/networkpolicies', 'kubernetes.network-policy', 'networking.k8s.io', 'networkpolicies'],
  [
    '/apis/certificates.k8s.io/v1/certificatesigningrequests',
    'kubernetes.csr',
    'certificates.k8s.io',
    'certificatesigningrequests',
  ],
  [
    `${admission}/mutatingwebhookconfigurations`,
    'kubernetes.webhook',
    'admissionregistration.k8s.io',
    'mutatingwebhookconfigurations',
  ],
  [
    `${admission}/validatingwebhookconfigurations`,
    'kubernetes.webhook',
    'admissionregistration.k8s.io',
    'validatingwebhookconfigurations',
  ],
];

/** Policies of admission control. Old clusters do not know the first ones, and most have one of the engines or none. */
const policies: readonly (readonly [path: string, group: string, resource: string])[] = [
  [admission, 'admissionregistration.k8s.io', 'validatingadmissionpolicies'],
  [admission, 'admissionregistration.k8s.io', 'validatingadmissionpolicybindings'],
  ['/apis/kyverno.io/v1', 'kyverno.io', 'clusterpolicies'],
  ['/apis/kyverno.io/v1', 'kyverno.io', 'policies'],
  ['/apis/kyverno.io/v2', 'kyverno.io', 'policyexceptions'],
  ['/apis/policies.kyverno.io/v1', 'policies.kyverno.io', 'validatingpolicies'],
  ...[
    'k8spspautomountserviceaccounttokenpod',
    'k8spsphostfilesystem',
    'k8spsphostnamespace',
    'k8spsphostnetworkingports',
    'k8spspprivilegedcontainer',
    'k8spspvolumetypes',
  ].map((kind) => ['/apis/constraints.gatekeeper.sh/v1beta1', 'constraints.gatekeeper.sh', kind] as const),
  ['/apis/config.gatekeeper.sh/v1alpha1', 'config.gatekeeper.sh', 'configs'],
];

/** Config maps of the cluster itself; other config maps may hold anything and are not asked for. */
const configMaps: readonly (readonly [name: string, tells: ItemKind])[] = [
  ['aws-auth', 'kubernetes.cloud-mapping'],
  ['kubeadm-config', 'kubernetes.component'],
  ['kubelet-config', 'kubernetes.component'],
];

const calls: readonly Call[] = [
  ...lists.map(
    ([path, kind, group, resource]): Call => ({
      path: `${path}?limit=500`,
      tells: [kind],
      permission: `list ${resource}${group === '' ? '' : `.${group}`}`,
    }),
  ),
  ...policies.map(
    ([path, group, resource]): Call => ({
      path: `${path}/${resource}?limit=500`,
      tells: ['kubernetes.admission'],
      permission: `list ${resource}.${group}`,
      emptyOn: [404],
    }),
  ),
  // Token secrets first: of objects that come twice the first counts, and only this list says that they are tokens.
  ...[tokenSecrets, allSecrets].map(
    (path): Call => ({
      path,
      tells: ['kubernetes.secret'],
      permission: 'list secrets',
      headers: metadataOnly,
      optional: true,
    }),
  ),
  ...configMaps.map(
    ([name, kind]): Call => ({
      path: `/api/v1/namespaces/kube-system/configmaps/${name}`,
      tells: [kind],
      permission: `get configmaps named ${name} in kube-system`,
      optional: true,
      emptyOn: [404],
    }),
  ),
];

function rule(group: string, resources: readonly string[]): string {
  return `  - apiGroups: ["${group}"]\n    resources: [${resources.join(', ')}]\n    verbs: [list]`;
}

/** A role for the account that collects, ready for `kubectl apply -f -`. It reads and changes nothing. */
export const collectorRole: string = [
  '# What `tokenward inventory collect kubernetes` reads. Without the rule for secrets, checks on token secrets stay unknown;',
  '# with it, only names and labels of secrets are asked for, though the API server could not refuse the values.',
  'apiVersion: rbac.authorization.k8s.io/v1',
  'kind: ClusterRole',
  'metadata: { name: tokenward-collector }',
  'rules:',
  ...[
    ...Map.groupBy(
      [
        ...lists.map(([, , group, resource]) => ({ group, resource })),
        ...policies.map(([, group, resource]) => ({ group, resource })),
      ],
      ({ group }) => group,
    ),
  ].map(([group, entries]) =>
    rule(
      group,
      entries.map(({ resource }) => resource),
    ),
  ),
  rule('', ['secrets']),
  '---',
  'apiVersion: rbac.authorization.k8s.io/v1',
  'kind: Role',
  'metadata: { name: tokenward-collector, namespace: kube-system }',
  'rules:',
  '  - apiGroups: [""]',
  '    resources: [configmaps]',
  `    resourceNames: [${configMaps.map(([name]) => name).join(', ')}]`,
  '    verbs: [get]',
  '',
].join('\n');

export const kubernetesCollector: Collector = {
  provider: 'kubernetes',
  title: 'Kubernetes',
  options: {
    context: 'context of the kubeconfig; default the current one',
    kubeconfig:
      'the file, or files like in KUBECONFIG; default KUBECONFIG, then ~/.kube/config, then the account of the pod',
    'allow-exec': '"yes": run the sign-in plugin that the kubeconfig names, as `aws eks get-token`',
  },
  credentials:
    'the kubeconfig (token, tokenFile, client certificate, or a plugin with allow-exec=yes), or the service account of the pod',
  // Values of variables are not kept: what a person wrote into them may be a password. caBundle is only long.
  secretFields: ['value', 'stringData', 'caBundle', 'kubectl.kubernetes.io/last-applied-configuration'],
  baseUrl: async (options, environment) => (await clusterAccess(environment, options)).server,
  async authenticate(environment, options): Promise<Readonly<Record<string, string>>> {
    const access = await clusterAccess(environment, options);
    if (access.token !== undefined) return { authorization: `Bearer ${access.token}` };
    if (access.exec !== undefined) {
      return { authorization: `Bearer ${await execToken(access.exec, environment, options['allow-exec'] === 'yes')}` };
    }
    if (access.cert !== undefined) return {};
    if (access.basic !== undefined) {
      const { username, password } = access.basic;
      return { authorization: `Basic ${Buffer.from(`${username}:${password}`, 'utf8').toString('base64')}` };
    }
    throw new TokenwardError('COLLECT_DENIED', 'the user of the kubeconfig has neither token, certificate nor plugin');
  },
  async tls(environment, options) {
    const { ca, cert, key, servername } = await clusterAccess(environment, options);
    if (ca === undefined && cert === undefined && servername === undefined) return undefined;
    return {
      ...(ca === undefined ? {} : { ca }),
      ...(cert === undefined || key === undefined ? {} : { cert, key }),
      ...(servername === undefined ? {} : { servername }),
    };
  },
  calls: () => calls,
  next({ path, body }) {
    const token = at(fields(at(fields(body), 'metadata')), 'continue');
    if (typeof token !== 'string' || token === '') return undefined;
    const [base = path, query = ''] = path.split('?', 2);
    const parameters = new URLSearchParams(query);
    parameters.set('continue', token);
    return `${base}?${parameters.toString()}`;
  },
  follow: () => [],
};

/** Turns an answer of the API server into items. Whether a list went on is the runner's to say, not the page's. */
export const readKubernetesResponse: ResponseReader = function* (path, body, where, collected): Iterable<Item> {
  const complete = (it: Parameters<typeof collected>[0]): void => {
    collected({ kind: it.kind, provider: it.provider, complete: true });
  };
  if (!path.startsWith('/api/v1/secrets')) {
    yield* readObject(body, where, complete);
    return;
  }
  // Metadata alone does not say what type a secret is; the list of token secrets was asked for by type.
  const type = path.includes('service-account-token') ? 'kubernetes.io/service-account-token' : 'other';
  for (const [index, value] of list(at(fields(body), 'items')).entries()) {
    const object = fields(value);
    if (text(at(fields(at(object, 'metadata')), 'name')) === undefined) continue;
    const place = { ...where, path: [...(where.path ?? []), 'items', index] };
    yield* readObject({ type, ...object, kind: 'Secret' }, place, complete);
  }
};
