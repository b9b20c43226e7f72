// SPDX-License-Identifier: Apache-2.0
// Powers over tokens that role-based access control can give, and which rules give them.

/** One thing that must be allowed: any of the verbs on any of the resources. */
export interface Part {
  readonly verbs: readonly string[];
  readonly group: string;
  readonly resources: readonly string[];
  /** Of the whole cluster: a role bound in a namespace does not give it. */
  readonly cluster?: true;
  /** Only this name (or any name) matters. */
  readonly name?: string;
  /** A rule that is limited to names gives it only with one of these. */
  readonly among?: readonly string[];
  /** Matters in this namespace only. */
  readonly within?: string;
  /** A rule that is limited to names does not give it: the name is not known yet when it is used. */
  readonly unnamed?: true;
}

export interface Power {
  readonly id: string;
  /** What one can do with it: "may ..." */
  readonly may: string;
  /** Any of these; all parts of one must be there. */
  readonly ways: readonly (readonly Part[])[];
}

const change = ['create', 'update', 'patch'];
const rbac = 'rbac.authorization.k8s.io';
const certificates = 'certificates.k8s.io';

function part(verbs: readonly string[], group: string, ...resources: readonly string[]): Part {
  return { verbs, group, resources };
}

function ofCluster(verbs: readonly string[], group: string, ...resources: readonly string[]): Part {
  return { verbs, group, resources, cluster: true };
}

/** Signers whose certificates the API server takes as a user or a node; the others sign for servers. */
const signersOfClients = [
  'kubernetes.io/*',
  'kubernetes.io/kube-apiserver-client',
  'kubernetes.io/kube-apiserver-client-kubelet',
];

const readSecret: Part = {
  verbs: ['get', 'list', 'watch', 'update', 'patch'],
  group: '',
  resources: ['secrets'],
  unnamed: true,
};

/** The verbs `*` on the resources `*` of all groups. */
export const everything: Part = { verbs: ['*'], group: '*', resources: ['*'], unnamed: true };

export const powers: readonly Power[] = [
  { id: 'everything', may: 'do everything', ways: [[everything]] },
  {
    id: 'mint-token',
    may: 'issue tokens of service accounts',
    ways: [[part(['create'], '', 'serviceaccounts/token')]],
  },
  { id: 'get-secrets', may: 'read secrets', ways: [[part(['get'], '', 'secrets')]] },
  {
    id: 'list-secrets',
    may: 'list secrets with their values',
    ways: [[{ ...part(['list', 'watch'], '', 'secrets'), unnamed: true }]],
  },
  // A change is answered with the whole object, so whoever may change a secret has read it.
  {
    id: 'change-secrets',
    may: 'change secrets, and read them by that',
    ways: [[part(['update', 'patch'], '', 'secrets')]],
  },
  {
    id: 'issue-token-secret',
    may: 'make a token secret for any account and read it',
    ways: [
      [{ ...part(['create'], '', 'secrets'), unnamed: true }, readSecret],
      [
        { ...part(['create'], '', 'secrets'), unnamed: true },
        { ...part(['create'], '', 'pods'), unnamed: true },
      ],
    ],
  },
  { id: 'create-pods', may: 'start pods as any account', ways: [[{ ...part(['create'], '', 'pods'), unnamed: true }]] },
  {
    id: 'change-controllers',
    may: 'start pods as any account through a controller',
    ways: [
      [part(change, 'apps', 'deployments', 'daemonsets', 'statefulsets', 'replicasets')],
      [part(change, 'batch', 'jobs', 'cronjobs')],
      [part(change, '', 'replicationcontrollers', 'podtemplates')],
    ],
  },
  {
    id: 'impersonate-users',
    may: 'act as any user or group',
    ways: [
      [ofCluster(['impersonate'], '', 'users', 'groups')],
      [ofCluster(['impersonate'], 'authentication.k8s.io', 'userextras', 'uids')],
    ],
  },
  {
    id: 'impersonate-accounts',
    may: 'act as service accounts',
    ways: [[part(['impersonate'], '', 'serviceaccounts')]],
  },
  {
    id: 'bind',
    may: 'bind roles that it does not have itself',
    ways: [
      [
        part(['bind'], rbac, 'roles', 'clusterroles'),
        { ...part(change, rbac, 'rolebindings', 'clusterrolebindings'), unnamed: true },
      ],
    ],
  },
  {
    id: 'escalate',
    may: 'put rights into roles that it does not have itself',
    ways: [[part(['escalate'], rbac, 'roles', 'clusterroles'), part(change, rbac, 'roles', 'clusterroles')]],
  },
  {
    id: 'change-rbac',
    may: 'change roles or bindings',
    ways: [[part(change, rbac, 'roles', 'clusterroles', 'rolebindings', 'clusterrolebindings')]],
  },
  {
    id: 'approve-certificates',
    may: 'have client certificates signed for any user',
    ways: [
      [
        ofCluster(['update', 'patch'], certificates, 'certificatesigningrequests/approval'),
        { ...ofCluster(['approve'], certificates, 'signers'), among: signersOfClients },
        ofCluster(['create'], certificates, 'certificatesigningrequests'),
      ],
    ],
  },
  {
    id: 'approve-others-certificates',
    may: 'approve certificate requests of others',
    ways: [
      [
        ofCluster(['update', 'patch'], certificates, 'certificatesigningrequests/approval'),
        { ...ofCluster(['approve'], certificates, 'signers'), among: signersOfClients },
      ],
    ],
  },
  {
    id: 'nodes-proxy',
    may: 'talk to kubelets past the API server',
    ways: [[ofCluster(['get', 'create', 'update', 'patch', 'delete'], '', 'nodes/proxy')]],
  },
  { id: 'exec', may: 'run commands in pods', ways: [[part(['create', 'get'], '', 'pods/exec')]] },
  { id: 'attach', may: 'attach to pods', ways: [[part(['create', 'get'], '', 'pods/attach')]] },
  {
    id: 'ephemeral-containers',
    may: 'put containers into running pods',
    ways: [[part(['update', 'patch'], '', 'pods/ephemeralcontainers')]],
  },
  {
    id: 'port-forward',
    may: 'open connections to pods',
    ways: [[part(['create', 'get'], '', 'pods/portforward')], [part(['create', 'get'], '', 'pods/proxy')]],
  },
  {
    id: 'change-webhooks',
    may: 'see and change what is sent to the API server',
    ways: [
      [ofCluster(change, 'admissionregistration.k8s.io', 'mutatingwebhookconfigurations', 'mutatingadmissionpolicies')],
    ],
  },
  {
    // They are shown objects as they are written, secrets and reviews of tokens among them, and cannot change them.
    id: 'change-validating-webhooks',
    may: 'have secrets shown to it as they are written',
    ways: [[ofCluster(change, 'admissionregistration.k8s.io', 'validatingwebhookconfigurations')]],
  },
  {
    id: 'change-aws-auth',
    may: 'map cloud identities to users of the cluster',
    ways: [[{ ...part(change, '', 'configmaps'), name: 'aws-auth', within: 'kube-system' }]],
  },
  {
    id: 'change-config-maps',
    may: "change the configuration of the cluster's own parts",
    ways: [[{ ...part(['update', 'patch'], '', 'configmaps'), name: 'coredns', within: 'kube-system' }]],
  },
  {
    id: 'create-volumes',
    may: 'mount any folder of a node',
    ways: [[{ ...ofCluster(['create'], '', 'persistentvolumes'), unnamed: true }]],
  },
  {
    id: 'change-nodes',
    may: 'change nodes and steer pods to one',
    ways: [[ofCluster(['update', 'patch'], '', 'nodes', 'nodes/status')]],
  },
  { id: 'change-pod-status', may: 'change the status of pods', ways: [[part(['update', 'patch'], '', 'pods/status')]] },
  {
    id: 'change-network',
    may: 'change what may talk to what',
    ways: [
      [part(change, 'networking.k8s.io', 'networkpolicies', 'ingresses')],
      [part(change, '', 'services', 'endpoints')],
      [part(change, 'discovery.k8s.io', 'endpointslices')],
    ],
  },
  {
    id: 'review-tokens',
    may: 'have tokens of others checked',
    ways: [[ofCluster(['create'], 'authentication.k8s.io', 'tokenreviews')]],
  },
  {
    id: 'delete-events',
    may: 'delete traces',
    ways: [
      [part(['delete', 'deletecollection'], '', 'events')],
      [part(['delete', 'deletecollection'], 'events.k8s.io', 'events')],
    ],
  },
  {
    id: 'delete-workloads',
    may: 'delete workloads and their pods',
    ways: [
      [{ ...part(['delete', 'deletecollection'], '', 'pods'), unnamed: true }],
      [{ ...part(['delete', 'deletecollection'], 'apps', 'deployments', 'statefulsets', 'daemonsets'), unnamed: true }],
    ],
  },
];
