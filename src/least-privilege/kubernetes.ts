// SPDX-License-Identifier: Apache-2.0
// Roles of Kubernetes from use: what is granted, what of it the audit log shows, and the smaller role.
import { allows, evaluateRbac, type Granted } from '../inventory/kubernetes/rbac.ts';
import type { KubernetesBinding, KubernetesRole, KubernetesRule } from '../model/inventory/kubernetes.ts';
import { type KeptRule, kubernetesPatch } from './kubernetes-patch.ts';
import type { ObservedUse } from './observed-use.ts';
import { type LogCoverage, type Review, type ReviewRow, windowNotes } from './review.ts';

export interface KubernetesGrants {
  readonly roles: readonly KubernetesRole[];
  readonly bindings: readonly KubernetesBinding[];
}

/** One permission of a rule: a verb on a resource (or path), for a name or all. */
interface Permission {
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  readonly names?: readonly string[] | undefined;
  readonly path?: string;
}

interface Target {
  readonly group: string;
  readonly resource: string;
}

/** `deployments.apps/scale` as the audit log's fields make it. */
function targetOf(use: ObservedUse): Target | undefined {
  const [, resource = '', group = '', sub = ''] = /^([^./]+)(?:\.([^/]+))?(\/.+)?$/.exec(use.target ?? '') ?? [];
  return resource === '' ? undefined : { group, resource: resource + sub };
}

function* permissionsOf(rule: KubernetesRule): Generator<Permission> {
  for (const verb of rule.verbs) {
    for (const path of rule.nonResourceUrls ?? []) yield { verb, group: '', resource: '', path };
    for (const group of rule.apiGroups) {
      for (const resource of rule.resources) yield { verb, group, resource, names: rule.resourceNames };
    }
  }
}

function coversPath(pattern: string, path: string): boolean {
  return pattern === '*' || pattern === path || (pattern.endsWith('*') && path.startsWith(pattern.slice(0, -1)));
}

function covers(it: Permission, namespace: string | undefined, use: ObservedUse): boolean {
  const target = targetOf(use);
  if (it.path !== undefined) {
    return target === undefined && coversPath(it.path, use.target ?? '') && (it.verb === '*' || it.verb === use.action);
  }
  if (target === undefined || (namespace !== undefined && use.namespace !== namespace)) return false;
  const rule = {
    verbs: [it.verb],
    apiGroups: [it.group],
    resources: [it.resource],
    ...(it.names === undefined ? {} : { resourceNames: it.names }),
  };
  return allows(rule, { verb: use.action, ...target, ...(use.name === undefined ? {} : { name: use.name }) });
}

/** Verbs that no request carries: the API server asks for them on the side. */
const silentVerbs: ReadonlySet<string> = new Set(['bind', 'escalate', 'approve', 'sign', 'use', 'attest']);
/** What audit policies often leave out, to keep the log small. */
const oftenLeftOut: ReadonlySet<string> = new Set([
  'events',
  'leases',
  'endpoints',
  'endpointslices',
  'tokenreviews',
  'subjectaccessreviews',
  'selfsubjectaccessreviews',
  'selfsubjectrulesreviews',
]);

/** Why the log would not show a use; undefined where it would. */
function notLogged(it: Permission, window: LogCoverage | undefined, logged: ReadonlySet<string>): string | undefined {
  if (window === undefined) return 'no audit log was given';
  if (window.missing.some((gap) => gap.startsWith('more than') || gap.startsWith('what could')))
    return 'the log was not read to its end';
  if (silentVerbs.has(it.verb))
    return `the verb "${it.verb}" is asked for on the side of another request and is not logged`;
  const reads = it.verb === '*' || it.verb === 'get' || it.verb === 'list' || it.verb === 'watch';
  if (reads && window.missing.some((gap) => gap.startsWith('reads'))) return 'this log holds no reads';
  if (it.path !== undefined) return logged.has('/') ? undefined : 'this log holds no requests for paths';
  const resource = it.resource.split('/')[0] ?? '';
  if (oftenLeftOut.has(resource) && !logged.has(resource))
    return `nobody's use of ${resource} is in this log: its policy may leave them out`;
  return undefined;
}

function text(it: Permission): string {
  if (it.path !== undefined) return `${it.verb} ${it.path}`;
  const [resource = '', sub] = it.resource.split('/', 2);
  const group = it.group === '' ? '' : `.${it.group}`;
  return `${it.verb} ${resource}${group}${sub === undefined ? '' : `/${sub}`}${it.names === undefined ? '' : ` [${it.names.join(', ')}]`}`;
}

const isWild = (it: Permission): boolean =>
  it.verb === '*' || it.group === '*' || it.resource.startsWith('*') || it.path?.endsWith('*') === true;

function spanOf(uses: readonly ObservedUse[]): Pick<ReviewRow, 'count' | 'first' | 'last'> {
  if (uses.length === 0) return {};
  return {
    count: uses.reduce((sum, it) => sum + it.count, 0),
    first: new Date(Math.min(...uses.map((it) => it.first))).toISOString(),
    last: new Date(Math.max(...uses.map((it) => it.last))).toISOString(),
  };
}

/** A watch begins with a list, and clients fall back to it: they are kept together. */
function companion(it: Permission, uses: readonly ObservedUse[], namespace: string | undefined): boolean {
  if (it.verb !== 'list' && it.verb !== 'watch') return false;
  const other = { ...it, verb: it.verb === 'list' ? 'watch' : 'list' };
  return uses.some((use) => !use.refused && covers(other, namespace, use));
}

interface Judged {
  readonly rows: readonly ReviewRow[];
  readonly kept: readonly KeptRule[];
}

function judgeGrant(
  grant: Granted,
  uses: readonly ObservedUse[],
  window: LogCoverage | undefined,
  logged: ReadonlySet<string>,
): Judged {
  const rows: ReviewRow[] = [];
  const kept: KeptRule[] = [];
  const scope = grant.namespace ?? 'the whole cluster';
  for (const it of permissionsOf(grant.rule)) {
    const mine = uses.filter((use) => !use.refused && covers(it, grant.namespace, use));
    const row = {
      permission: text(it),
      scope,
      grantedBy: `${grant.role} (${grant.binding.type} ${grant.binding.name})`,
      ...spanOf(mine),
    };
    const gap = notLogged(it, window, logged);
    if (mine.length > 0) {
      const used = [...new Set(mine.map((use) => `${use.action} ${use.target ?? ''}`))];
      const narrower = isWild(it)
        ? `, for ${used.slice(0, 5).join(', ')}${used.length > 5 ? ` and ${used.length - 5} more` : ''} only`
        : '';
      rows.push({ ...row, standing: 'used', why: `seen${narrower}` });
      for (const use of mine)
        kept.push({ ...keptOf(use), namespace: use.namespace, wide: grant.namespace === undefined });
      // What else of a `*` was used, a log without reads cannot say.
      if (gap !== undefined && it.verb === '*') kept.push(...unseen(it, grant, gap));
      continue;
    }
    if (companion(it, uses, grant.namespace)) {
      rows.push({ ...row, standing: 'used', why: 'list and watch go together' });
      for (const use of uses.filter(
        (one) => !one.refused && covers({ ...it, verb: it.verb === 'list' ? 'watch' : 'list' }, grant.namespace, one),
      )) {
        kept.push({
          ...keptOf(use),
          verb: it.verb,
          name: undefined,
          namespace: use.namespace,
          wide: grant.namespace === undefined,
        });
      }
      continue;
    }
    if (gap === undefined) rows.push({ ...row, standing: 'unused', why: 'the log would show it, and shows none' });
    else {
      rows.push({ ...row, standing: 'unknown', why: gap });
      kept.push(...unseen(it, grant, gap));
    }
  }
  return { rows, kept };
}

/** A permission that stays because its use is not logged; of a `*`, the part that is not. */
function unseen(it: Permission, grant: Granted, reason: string): readonly KeptRule[] {
  const verbs = it.verb === '*' && !reason.startsWith('no audit log') ? ['get', 'list', 'watch'] : [it.verb];
  return verbs.map((verb) => ({
    verb,
    group: it.group,
    resource: it.resource,
    names: it.names,
    ...(it.path === undefined ? {} : { path: it.path }),
    namespace: grant.namespace,
    reason,
    wide: grant.namespace === undefined,
  }));
}

function keptOf(use: ObservedUse): KeptRule {
  const target = targetOf(use);
  return {
    verb: use.action,
    group: target?.group ?? '',
    resource: target?.resource ?? '',
    name: use.name,
    ...(target === undefined ? { path: use.target ?? '/' } : {}),
    namespace: use.namespace,
    wide: false,
  };
}

/** Reviews one account or user. Pure. */
export function reviewKubernetes(
  principal: string,
  observed: readonly ObservedUse[],
  window: LogCoverage | undefined,
  { roles, bindings }: KubernetesGrants,
): Review | undefined {
  const all = observed.filter((it) => it.provider === 'kubernetes');
  const uses = all.filter((it) => it.principal === principal);
  const rbac = evaluateRbac(roles, bindings);
  const grants = rbac.holders.get(principal)?.grants ?? [];
  if (grants.length === 0 && uses.length === 0) return undefined;
  const logged = new Set(
    all.map((it) => (it.target?.startsWith('/') ? '/' : (targetOf(it)?.resource.split('/')[0] ?? ''))),
  );
  const judged = grants.map((grant) => judgeGrant(grant, uses, window, logged));
  const groups = groupGrants(principal, rbac.holders);
  const rows = [...judged.flatMap((it) => it.rows), ...notGranted(uses, grants, groups)];
  const missingRoles = rbac.unresolved.filter((it) =>
    it.subjects.some((subject) => principal.endsWith(`/${subject.name}`)),
  );
  return {
    provider: 'kubernetes',
    subject: { id: principal, name: principal.replace(/^kubernetes:(?:service-account|user):/, '') },
    ...(window === undefined ? {} : { window }),
    rows,
    explanation: [
      ...windowNotes(window),
      ...(window !== undefined && uses.length === 0
        ? [
            'The log has no record of this account at all: make sure that it is the log of the same cluster before you take anything away.',
          ]
        : []),
      ...(grants.some((it) => it.namespace === undefined)
        ? ['Rules that hold for the whole cluster are narrowed to the namespaces in which they were used.']
        : []),
      ...missingRoles.map(
        (it) => `${it.type} ${it.name} names a role that was not exported: what it grants is unknown.`,
      ),
      ...(groups.length > 0
        ? [
            'What the groups of the account grant (system:authenticated, system:serviceaccounts) is not part of the patch.',
          ]
        : []),
    ],
    ...(grants.length === 0
      ? {}
      : {
          patch: kubernetesPatch(
            principal,
            judged.flatMap((it) => it.kept),
            grants,
          ),
        }),
  };
}

function groupGrants(
  principal: string,
  holders: ReadonlyMap<string, { readonly grants: readonly Granted[] }>,
): readonly Granted[] {
  const namespace = /^kubernetes:service-account:([^/]+)\//.exec(principal)?.[1];
  const groups = [
    'system:authenticated',
    ...(namespace === undefined ? [] : ['system:serviceaccounts', `system:serviceaccounts:${namespace}`]),
  ];
  return groups.flatMap((it) => holders.get(`kubernetes:group:${it}`)?.grants ?? []);
}

function* notGranted(
  uses: readonly ObservedUse[],
  grants: readonly Granted[],
  groups: readonly Granted[],
): Generator<ReviewRow> {
  const covered = (use: ObservedUse, list: readonly Granted[]): boolean =>
    list.some((grant) => [...permissionsOf(grant.rule)].some((it) => covers(it, grant.namespace, use)));
  const rows = new Map<string, { readonly why: string; readonly scope: string; readonly uses: ObservedUse[] }>();
  for (const use of uses) {
    if (!use.refused && covered(use, grants)) continue;
    const why = use.refused
      ? 'refused'
      : covered(use, groups)
        ? 'allowed through a group'
        : 'allowed another way: a group or webhook, or the export of roles is older';
    const scope = use.namespace ?? 'the whole cluster';
    const key = `${use.action} ${use.target ?? ''}\n${scope}\n${why}`;
    const known = rows.get(key);
    if (known === undefined) rows.set(key, { why, scope, uses: [use] });
    else known.uses.push(use);
  }
  for (const [key, { why, scope, uses: list }] of rows) {
    yield { permission: key.split('\n')[0] ?? '', standing: 'not-granted', scope, ...spanOf(list), why };
  }
}
