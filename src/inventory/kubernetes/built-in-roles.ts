// SPDX-License-Identifier: Apache-2.0
// Rules of the roles that every cluster has, as far as they matter for tokens: manifests bind to them and do not hold them.
import type { KubernetesRule } from '../../model/inventory/kubernetes.ts';

const all = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];
const write = ['create', 'delete', 'deletecollection', 'patch', 'update'];
const read = ['get', 'list', 'watch'];

function rule(verbs: readonly string[], group: string, ...resources: readonly string[]): KubernetesRule {
  return { verbs, apiGroups: [group], resources };
}

const view: readonly KubernetesRule[] = [
  rule(read, '', 'configmaps', 'endpoints', 'events', 'namespaces', 'pods', 'pods/log', 'serviceaccounts', 'services'),
  rule(read, 'apps', 'daemonsets', 'deployments', 'replicasets', 'statefulsets'),
  rule(read, 'batch', 'cronjobs', 'jobs'),
];

const edit: readonly KubernetesRule[] = [
  ...view,
  rule(read, '', 'pods/attach', 'pods/exec', 'pods/portforward', 'pods/proxy', 'secrets', 'services/proxy'),
  rule(['impersonate'], '', 'serviceaccounts'),
  rule(write, '', 'pods', 'pods/attach', 'pods/exec', 'pods/portforward', 'pods/proxy', 'configmaps', 'secrets'),
  rule(write, '', 'serviceaccounts', 'services', 'services/proxy', 'replicationcontrollers', 'persistentvolumeclaims'),
  rule(['create'], '', 'serviceaccounts/token', 'pods/eviction'),
  rule(write, 'apps', 'daemonsets', 'deployments', 'replicasets', 'statefulsets'),
  rule(write, 'batch', 'cronjobs', 'jobs'),
];

const roles: ReadonlyMap<string, readonly KubernetesRule[]> = new Map([
  [
    'cluster-admin',
    [
      { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
      { verbs: ['*'], apiGroups: [], resources: [], nonResourceUrls: ['*'] },
    ],
  ],
  ['view', view],
  ['edit', edit],
  ['admin', [...edit, rule(all, 'rbac.authorization.k8s.io', 'roles', 'rolebindings')]],
  [
    'system:auth-delegator',
    [
      rule(['create'], 'authentication.k8s.io', 'tokenreviews'),
      rule(['create'], 'authorization.k8s.io', 'subjectaccessreviews'),
    ],
  ],
]);

/** Roles of every cluster whose rules give no power over tokens, or only to the part of the cluster that they are named for. */
const harmless: ReadonlySet<string> = new Set([
  'system:aggregate-to-view',
  'system:basic-user',
  'system:discovery',
  'system:public-info-viewer',
  'system:service-account-issuer-discovery',
  'system:monitoring',
  'system:node-proxier',
  'system:node-problem-detector',
  'system:kube-dns',
  'system:kube-scheduler',
  'system:volume-scheduler',
  'system:certificates.k8s.io:certificatesigningrequests:nodeclient',
  'system:certificates.k8s.io:certificatesigningrequests:selfnodeclient',
]);

/**
 * Rules of a cluster role that comes with Kubernetes; undefined for all others. Labels may add rules to `admin`, `edit` and
 * `view`; those are read from the export.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#default-roles-and-role-bindings
 */
export function builtInRules(name: string): readonly KubernetesRule[] | undefined {
  return roles.get(name) ?? (harmless.has(name) ? [] : undefined);
}
