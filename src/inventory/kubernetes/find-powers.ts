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

const parts: readonly Part[] = [...new Set(powers.flatMap((power) => power.ways.flat()))];

/** Rules are few and bound often: what each covers is worked out once. */
const coveredBy = new WeakMap<KubernetesRule, readonly Part[]>();

/** The parts that a rule covers, wherever it is bound. */
function covered(rule: KubernetesRule): readonly Part[] {
  const before = coveredBy.get(rule);
  if (before !== undefined) return before;
  const found =
    rule.resources.length === 0 || rule.verbs.length === 0 ? [] : parts.filter((part) => covers(rule, part));
  coveredBy.set(rule, found);
  return found;
}

function covers(rule: KubernetesRule, part: Part): boolean {
  const { resourceNames: names, ...unnamed } = rule;
  if (names !== undefined && (part.unnamed === true || (part.name !== undefined && !names.includes(part.name))))
    return false;
  if (names !== undefined && part.among !== undefined && !names.some((name) => part.among?.includes(name)))
    return false;
  return part.resources.some((resource) =>
    part.verbs.some((verb) => {
      // Nobody creates an object of a given name; a subresource has the name of its object.
      if (names !== undefined && verb === 'create' && !resource.includes('/')) return false;
      return allows(unnamed, { verb, group: part.group, resource });
    }),
  );
}

/** Adds what rules give in a scope; a match without names is wider and stays. */
function collect(into: Map<Part, Match>, grants: readonly Granted[]): void {
  for (const granted of grants) {
    const { rule, namespace } = granted;
    for (const part of covered(rule)) {
      if (part.cluster === true && namespace !== undefined) continue;
      if (part.within !== undefined && namespace !== undefined && namespace !== part.within) continue;
      const names = part.name === undefined ? rule.resourceNames : undefined;
      const before = into.get(part);
      if (before === undefined || (before.names !== undefined && names === undefined))
        into.set(part, { granted, names });
    }
  }
}

/** All powers of one holder: the widest of each, and those in single namespaces that it does not cover. */
export function* findPowers(
  holder: string,
  subject: KubernetesSubject,
  grants: readonly Granted[],
): Iterable<KubernetesPower> {
  const byScope = Map.groupBy(grants, ({ namespace }) => namespace);
  const everywhere = new Map<Part, Match>();
  collect(everywhere, byScope.get(undefined) ?? []);
  const whole = new Set<string>();
  for (const power of powers) {
    const best = bestOf(power, everywhere);
    if (best === undefined) continue;
    if (best.names === undefined) whole.add(power.id);
    yield toItem(holder, subject, power, undefined, best);
  }
  for (const [scope, own] of byScope) {
    if (scope === undefined) continue;
    const found = new Map(everywhere);
    collect(found, own);
    for (const power of powers) {
      const best = whole.has(power.id) ? undefined : bestOf(power, found);
      // What the whole cluster gives was found there already, unless the namespace adds what was missing.
      if (best?.grants.some(({ namespace }) => namespace !== undefined))
        yield toItem(holder, subject, power, scope, best);
    }
  }
}

interface Found {
  readonly grants: readonly Granted[];
  readonly names: readonly string[] | undefined;
}

/** The widest way to a power: one that is not limited to names, if there is one. */
function bestOf(power: Power, found: ReadonlyMap<Part, Match>): Found | undefined {
  let limited: Found | undefined;
  for (const way of power.ways) {
    const matches = way.flatMap((part) => found.get(part) ?? []);
    if (matches.length < way.length) continue;
    const names = matches.flatMap((it) => it.names ?? []);
    const grants = matches.map(({ granted }) => granted);
    if (names.length === 0) return { grants, names: undefined };
    limited ??= { grants, names };
  }
  return limited;
}

const texts = new WeakMap<KubernetesRule, string>();

/** A rule in words, worked out once. */
export function ruleText(rule: KubernetesRule): string {
  const before = texts.get(rule);
  if (before !== undefined) return before;
  const text = describe(rule);
  texts.set(rule, text);
  return text;
}

function describe({ verbs, apiGroups, resources, resourceNames }: KubernetesRule): string {
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
    rule:
      grants.length === 1 ? ruleText(first.rule) : [...new Set(grants.map(({ rule }) => ruleText(rule)))].join('; '),
    ...(namespace === undefined ? {} : { namespace }),
    ...(names === undefined ? {} : { names: [...new Set(names)] }),
  };
}
