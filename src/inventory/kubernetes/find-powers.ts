// SPDX-License-Identifier: Apache-2.0
// Which powers somebody has, by the rules that are bound to them.
import type { KubernetesPower, KubernetesRule, KubernetesSubject } from '../../model/inventory/kubernetes.ts';
import { type Part, type Power, powers } from './powers.ts';
import type { Granted } from './rbac.ts';
import { allows } from './rbac.ts';

/** A part of a power as a rule gives it. `names` limits it to objects of these names. */
interface Match {
  readonly granted: Granted;
  readonly names: readonly string[] | undefined;
}

function matches(granted: Granted, part: Part): Match | undefined {
  const { rule, namespace } = granted;
  if (part.cluster === true && namespace !== undefined) return undefined;
  if (part.within !== undefined && namespace !== undefined && namespace !== part.within) return undefined;
  const { resourceNames: names, ...unnamed } = rule;
  if (names !== undefined && part.unnamed === true) return undefined;
  const allowed = part.resources.some((resource) =>
    part.verbs.some((verb) => {
      // Nobody creates an object of a given name; a subresource has the name of its object.
      if (names !== undefined && verb === 'create' && !resource.includes('/')) return false;
      return allows(unnamed, { verb, group: part.group, resource });
    }),
  );
  if (!allowed) return undefined;
  if (part.name !== undefined)
    return names === undefined || names.includes(part.name) ? { granted, names: undefined } : undefined;
  return { granted, names };
}

/** All powers of one holder: the widest of each, and those in single namespaces that it does not cover. */
export function* findPowers(
  holder: string,
  subject: KubernetesSubject,
  grants: readonly Granted[],
): Iterable<KubernetesPower> {
  const useful = grants.filter(({ rule }) => rule.resources.length > 0 && rule.verbs.length > 0);
  const byScope = Map.groupBy(useful, ({ namespace }) => namespace);
  const everywhere = byScope.get(undefined) ?? [];
  const scopes = new Map<string | undefined, readonly Granted[]>([[undefined, everywhere]]);
  for (const [scope, own] of byScope) if (scope !== undefined) scopes.set(scope, [...everywhere, ...own]);
  for (const power of powers) {
    for (const [scope, inScope] of scopes) {
      const found = findIn(power, scope, inScope);
      if (found.length === 0) continue;
      // Unlimited by names, if any way is.
      const best = found.find((it) => it.names === undefined) ?? found[0];
      if (best !== undefined) yield toItem(holder, subject, power, scope, best);
      if (scope === undefined && best?.names === undefined) break;
    }
  }
}

interface Found {
  readonly grants: readonly Granted[];
  readonly names: readonly string[] | undefined;
}

function findIn(power: Power, scope: string | undefined, grants: readonly Granted[]): readonly Found[] {
  return power.ways.flatMap((parts): Found[] => {
    const chosen = parts.map((part) => {
      const all = grants.flatMap((granted) => {
        return matches(granted, part) ?? [];
      });
      return all.find((it) => it.names === undefined) ?? all[0];
    });
    if (!chosen.every((it): it is Match => it !== undefined)) return [];
    // What the whole cluster gives was found there already, unless a namespace adds what was missing.
    if (scope !== undefined && chosen.every(({ granted }) => granted.namespace === undefined)) return [];
    const names = chosen.flatMap((it) => it.names ?? []);
    return [{ grants: chosen.map(({ granted }) => granted), names: names.length === 0 ? undefined : names }];
  });
}

export function ruleText({ verbs, apiGroups, resources, resourceNames }: KubernetesRule): string {
  const groups = apiGroups.filter((group) => group !== '' && group !== '*');
  const names = resourceNames === undefined ? '' : ` named ${short(resourceNames)}`;
  return `${short(verbs)} on ${short(resources)}${groups.length === 0 ? '' : ` (${short(groups)})`}${names}`;
}

function short(list: readonly string[]): string {
  return list.length <= 6 ? list.join(', ') : `${list.slice(0, 5).join(', ')} and ${list.length - 5} more`;
}

function toItem(
  holder: string,
  subject: KubernetesSubject,
  power: Power,
  namespace: string | undefined,
  { grants, names }: Found,
): KubernetesPower {
  const [first] = grants;
  if (first === undefined) throw new TypeError('a power needs a rule that gives it');
  return {
    kind: 'kubernetes.power',
    id: `kubernetes:power:${holder.slice('kubernetes:'.length)}:${power.id}:${namespace ?? '*'}`,
    provider: 'kubernetes',
    where: first.where,
    power: power.id,
    holder,
    subject,
    role: first.role,
    binding: first.binding.id,
    rule: [...new Set(grants.map(({ rule }) => ruleText(rule)))].join('; '),
    ...(namespace === undefined ? {} : { namespace }),
    ...(names === undefined ? {} : { names: [...new Set(names)] }),
  };
}
