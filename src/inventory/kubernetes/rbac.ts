// SPDX-License-Identifier: Apache-2.0
// Role-based access control as the API server evaluates it: pure, over roles and bindings as they were read.
import type {
  KubernetesBinding,
  KubernetesRole,
  KubernetesRule,
  KubernetesSubject,
} from '../../model/inventory/kubernetes.ts';
import type { Provenance } from '../../model/inventory/provenance.ts';
import { builtInRules } from './built-in-roles.ts';
import { roleId } from './rbac-objects.ts';

/** What somebody wants to do. `resource` may have a subresource: `pods/exec`. */
export interface Attempt {
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  readonly name?: string;
}

/** A rule that somebody has, in a namespace or (without one) everywhere. */
export interface Granted {
  readonly rule: KubernetesRule;
  readonly namespace: string | undefined;
  readonly role: string;
  readonly binding: KubernetesBinding;
  /** Where the rule stands; of a built-in role that was not exported, where it is bound. */
  readonly where: Provenance;
}

/** Whether a rule covers an attempt, as in `VerbMatches`, `ResourceMatches` and so on of the API server. */
export function allows(rule: KubernetesRule, { verb, group, resource, name }: Attempt): boolean {
  return (
    covers(rule.verbs, verb) &&
    covers(rule.apiGroups, group) &&
    coversResource(rule.resources, resource) &&
    (rule.resourceNames === undefined || (name !== undefined && rule.resourceNames.includes(name)))
  );
}

function covers(list: readonly string[], wanted: string): boolean {
  return list.includes('*') || list.includes(wanted);
}

/** `*` covers subresources too; `*``/exec` covers that of every resource; `pods` and `pods/*` do not cover `pods/exec`. */
function coversResource(list: readonly string[], wanted: string): boolean {
  if (covers(list, wanted)) return true;
  const slash = wanted.indexOf('/');
  return slash !== -1 && list.includes(`*${wanted.slice(slash)}`);
}

/** Who somebody is, as ids of identities. Users that are accounts by their name are accounts. */
export function holderId({ kind, name, namespace }: KubernetesSubject): string {
  if (kind === 'ServiceAccount') return `kubernetes:service-account:${namespace ?? 'default'}/${name}`;
  if (kind === 'Group') return `kubernetes:group:${name}`;
  const [, space, account] = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(name) ?? [];
  if (space !== undefined && account !== undefined) return `kubernetes:service-account:${space}/${account}`;
  return name.startsWith('system:node:')
    ? `kubernetes:node:${name.slice('system:node:'.length)}`
    : `kubernetes:user:${name}`;
}

/** Groups that the API server puts every account into. */
export function groupsOfAccount(namespace: string): readonly string[] {
  return ['system:authenticated', 'system:serviceaccounts', `system:serviceaccounts:${namespace}`].map(
    (name) => `kubernetes:group:${name}`,
  );
}

export interface Rbac {
  /** What is bound to an identity itself, its groups left out. */
  readonly holders: ReadonlyMap<string, { readonly subject: KubernetesSubject; readonly grants: readonly Granted[] }>;
  /** Bindings whose role was not read and is not one that every cluster has. */
  readonly unresolved: readonly KubernetesBinding[];
}

interface Placed {
  readonly rule: KubernetesRule;
  readonly where: Provenance;
}

/** Cluster roles that one role may gather; nobody has more, and each is held against all others. */
const maxAggregated = 500;

function add(set: Set<string>, value: string): boolean {
  if (set.has(value)) return false;
  set.add(value);
  return true;
}

/** A role and all that it aggregates, over any number of steps, each once. */
function closure(role: KubernetesRole, clusterRoles: readonly KubernetesRole[]): readonly KubernetesRole[] {
  const found = new Set([role]);
  for (const it of found) {
    for (const selector of it.aggregates ?? []) {
      for (const other of clusterRoles) {
        if (found.size < maxAggregated && !found.has(other) && selects(selector, other.labels)) found.add(other);
      }
    }
  }
  return [...found];
}

/** Resolves all bindings. A binding to a role that does not exist grants nothing, as in the API server. */
export function evaluateRbac(roles: readonly KubernetesRole[], bindings: readonly KubernetesBinding[]): Rbac {
  const byId = new Map(roles.map((role) => [role.id, role]));
  const clusterRoles = roles.filter((role) => role.type === 'ClusterRole');
  const rules = new Map<string, readonly Placed[]>();
  const rulesOf = (role: KubernetesRole): readonly Placed[] => {
    const known = rules.get(role.id);
    if (known !== undefined) return known;
    const found = closure(role, clusterRoles).flatMap((it) =>
      it.rules.map((rule, index) => ({ rule, where: placed(it, index) })),
    );
    // An exported role has its aggregated rules written out already; a manifest has none.
    const written = new Set<string>();
    const once = role.aggregates === undefined ? found : found.filter(({ rule }) => add(written, JSON.stringify(rule)));
    rules.set(role.id, once);
    return once;
  };
  const holders = new Map<string, { readonly subject: KubernetesSubject; readonly grants: Granted[] }>();
  const unresolved: KubernetesBinding[] = [];
  for (const binding of bindings) {
    const { type, name } = binding.role;
    const role = byId.get(roleId(type, binding.namespace, name));
    const builtIn = type === 'ClusterRole' ? builtInRules(name) : undefined;
    const found =
      role === undefined
        ? builtIn?.map((rule) => ({ rule, where: binding.where }))
        : withDefaults(rulesOf(role), role, builtIn);
    if (found === undefined) {
      unresolved.push(binding);
      continue;
    }
    const grants = found.map(
      ({ rule, where }): Granted => ({ rule, where, namespace: binding.namespace, role: `${type} ${name}`, binding }),
    );
    for (const subject of binding.subjects) {
      const id = holderId(subject);
      const holder = holders.get(id);
      if (holder === undefined) holders.set(id, { subject, grants: [...grants] });
      else holder.grants.push(...grants);
    }
  }
  return { holders, unresolved };
}

/** A built-in role that aggregates and was exported without the parts: its known rules stand in. */
function withDefaults(
  found: readonly Placed[],
  role: KubernetesRole,
  builtIn: readonly KubernetesRule[] | undefined,
): readonly Placed[] {
  if (builtIn === undefined || role.live === true || role.aggregates === undefined || role.rules.length > 0)
    return found;
  return [...found, ...builtIn.map((rule) => ({ rule, where: role.where }))];
}

function placed(role: KubernetesRole, index: number): Provenance {
  return { ...role.where, path: [...(role.where.path ?? []), 'rules', index] };
}

type Selector = NonNullable<KubernetesRole['aggregates']>[number];

/** Whether a label selector chooses an object. An empty one chooses everything, as everywhere in the API. */
export function selects(
  { matchLabels, matchExpressions }: Selector,
  labels: Readonly<Record<string, string>>,
): boolean {
  const value = (key: string): string | undefined => (Object.hasOwn(labels, key) ? labels[key] : undefined);
  return (
    Object.entries(matchLabels).every(([key, wanted]) => value(key) === wanted) &&
    matchExpressions.every(({ key, operator, values }) => {
      const found = value(key);
      if (operator === 'Exists') return found !== undefined;
      if (operator === 'DoesNotExist') return found === undefined;
      if (operator === 'In') return found !== undefined && values.includes(found);
      return operator === 'NotIn' && (found === undefined || !values.includes(found));
    })
  );
}
