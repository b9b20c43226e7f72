// SPDX-License-Identifier: Apache-2.0
import type {
  KubernetesBinding,
  KubernetesRole,
  KubernetesRule,
  KubernetesSubject,
} from '../../model/inventory/kubernetes.ts';
import { at, below, type Fields, fields, known, list, text, textMap, texts } from '../values.ts';
import type { KubernetesObject } from './read-place.ts';

/** Roles of a namespace and of the cluster. */
export function* readRole(it: KubernetesObject): Iterable<KubernetesRole> {
  const type = it.kind === 'ClusterRole' ? 'ClusterRole' : 'Role';
  const aggregation = at(it.object, 'aggregationRule');
  yield {
    kind: 'kubernetes.role',
    id: roleId(type, it.namespace, it.name),
    provider: 'kubernetes',
    where: it.where,
    type,
    name: it.name,
    labels: textMap(at(it.metadata, 'labels')),
    rules: list(at(it.object, 'rules')).map((rule) => readRule(fields(rule))),
    ...it.live,
    ...known<KubernetesRole>({
      namespace: type === 'Role' ? it.namespace : undefined,
      aggregates:
        aggregation === undefined || aggregation === null
          ? undefined
          : list(at(fields(aggregation), 'clusterRoleSelectors')).map((selector) => ({
              matchLabels: textMap(at(fields(selector), 'matchLabels')),
              matchExpressions: list(at(fields(selector), 'matchExpressions')).map((expression) => ({
                key: text(at(fields(expression), 'key')) ?? '',
                operator: text(at(fields(expression), 'operator')) ?? '',
                values: texts(at(fields(expression), 'values')),
              })),
            })),
    }),
  };
}

export function roleId(type: 'Role' | 'ClusterRole', namespace: string | undefined, name: string): string {
  return type === 'ClusterRole' ? `kubernetes:cluster-role:${name}` : `kubernetes:role:${namespace ?? ''}/${name}`;
}

function readRule(rule: Fields): KubernetesRule {
  const names = texts(at(rule, 'resourceNames'));
  const urls = texts(at(rule, 'nonResourceURLs'));
  return {
    verbs: texts(at(rule, 'verbs')),
    apiGroups: texts(at(rule, 'apiGroups')),
    resources: texts(at(rule, 'resources')),
    ...(names.length === 0 ? {} : { resourceNames: names }),
    ...(urls.length === 0 ? {} : { nonResourceUrls: urls }),
  };
}

/** Bindings. One whose role or subject has no name, or a kind that nobody knows, grants nothing and is read without it. */
export function* readBinding(it: KubernetesObject): Iterable<KubernetesBinding> {
  const type = it.kind === 'ClusterRoleBinding' ? 'ClusterRoleBinding' : 'RoleBinding';
  const ref = below(it.object, 'roleRef');
  const name = text(at(ref, 'name'));
  const kind = text(at(ref, 'kind'));
  if (name === undefined || (kind !== 'Role' && kind !== 'ClusterRole')) return;
  yield {
    kind: 'kubernetes.binding',
    id:
      type === 'ClusterRoleBinding'
        ? `kubernetes:cluster-role-binding:${it.name}`
        : `kubernetes:role-binding:${it.namespace}/${it.name}`,
    provider: 'kubernetes',
    where: it.where,
    type,
    name: it.name,
    role: { type: kind, name },
    subjects: list(at(it.object, 'subjects')).flatMap((subject) => readSubject(fields(subject), it)),
    ...it.live,
    ...(type === 'RoleBinding' ? { namespace: it.namespace } : {}),
  };
}

function readSubject(subject: Fields, it: KubernetesObject): readonly KubernetesSubject[] {
  const name = text(at(subject, 'name'));
  const kind = text(at(subject, 'kind'));
  if (name === undefined) return [];
  if (kind === 'User' || kind === 'Group') return [{ kind, name }];
  if (kind !== 'ServiceAccount') return [];
  // The API server wants the namespace of an account. Charts leave it out and are rendered with one later.
  return [{ kind, name, namespace: text(at(subject, 'namespace')) ?? it.namespace }];
}
