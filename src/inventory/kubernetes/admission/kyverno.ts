// SPDX-License-Identifier: Apache-2.0
// ClusterPolicy, Policy and PolicyException of Kyverno.
//
// Sources: https://kyverno.io/docs/policy-types/cluster-policy/ (rules, match, failureAction), https://kyverno.io/docs/exceptions/
import type { Item } from '../../../model/inventory/item.ts';
import type {
  AdmissionControl,
  AdmissionReach,
  KubernetesAdmission,
} from '../../../model/inventory/kubernetes-admission.ts';
import { at, below, type Fields, fields, list, text, texts } from '../../values.ts';
import type { KubernetesObject } from '../read-place.ts';
import { forbiddenBy } from './cel.ts';
import { admission, hostControls, isSet, mentionedIn, selectorOf } from './controls.ts';
import { forbiddenByPattern, switchedOffBy } from './kyverno-pattern.ts';
import { expressionsOf, variablesOf } from './match.ts';

type Target = 'pods' | 'accounts';
type Effect = KubernetesAdmission['effect'];

/** `any`, `all`, or the filter itself, as old policies have it. */
function filters(match: Fields): { readonly filters: readonly Fields[]; readonly together: boolean } {
  const either = list(at(match, 'any'));
  const all = list(at(match, 'all'));
  if (either.length > 0) return { filters: either.map(fields), together: all.length > 0 };
  if (all.length > 0) return { filters: all.map(fields), together: all.length > 1 };
  return { filters: isSet(match, 'resources') ? [match] : [], together: false };
}

const others = ['name', 'names', 'selector', 'annotations'] as const;
const people = ['subjects', 'roles', 'clusterRoles'] as const;

/** Whether a filter says more than kinds and namespaces. */
function isNarrow(filter: Fields): boolean {
  const resources = below(filter, 'resources');
  const operations = texts(at(resources, 'operations'));
  return (
    people.some((key) => isSet(filter, key)) ||
    others.some((key) => isSet(resources, key)) ||
    (operations.length > 0 && !operations.includes('CREATE'))
  );
}

/** `Pod`, `v1/Pod`, `*`. A pod's subresources are not it. */
function isFor(filter: Fields, target: Target): boolean {
  const kind = target === 'pods' ? 'Pod' : 'ServiceAccount';
  return texts(at(below(filter, 'resources'), 'kinds')).some(
    (it) => it === '*' || it === '*/*' || it === kind || it === `v1/${kind}`,
  );
}

function reachOf(filter: Fields, own: string | undefined, excluded: readonly string[]): AdmissionReach {
  const resources = below(filter, 'resources');
  const namespaces = own === undefined ? texts(at(resources, 'namespaces')) : [own];
  const selector = selectorOf(at(resources, 'namespaceSelector'));
  return {
    ...(namespaces.length === 0 ? {} : { namespaces }),
    ...(excluded.length === 0 ? {} : { excluded }),
    ...(selector === undefined ? {} : { selector }),
  };
}

/** Namespaces that are left out as a whole; `rest` where something else is left out, too. */
function excludedBy(rule: Fields): { readonly namespaces: readonly string[]; readonly rest: boolean } {
  const { filters: all, together } = filters(below(rule, 'exclude'));
  const namespaces: string[] = [];
  let rest = together || (all.length === 0 && isSet(rule, 'exclude'));
  for (const filter of all) {
    const resources = below(filter, 'resources');
    const whole =
      Object.keys(filter).length === 1 &&
      Object.keys(resources).every((key) => key === 'namespaces' || key === 'kinds');
    if (whole && isSet(resources, 'namespaces')) namespaces.push(...texts(at(resources, 'namespaces')));
    else rest = true;
  }
  return { namespaces, rest };
}

function forbidden(rule: Fields, targets: readonly Target[]): readonly AdmissionControl[] {
  const validate = below(rule, 'validate');
  const anyPattern = list(at(validate, 'anyPattern'));
  const pattern = at(validate, 'pattern') ?? (anyPattern.length === 1 ? anyPattern[0] : undefined);
  const cel = below(validate, 'cel');
  const variables = variablesOf(cel);
  const patch = at(below(rule, 'mutate'), 'patchStrategicMerge');
  const found = targets.flatMap((target) => [
    ...(pattern === undefined ? [] : forbiddenByPattern(pattern, target)),
    ...expressionsOf(at(cel, 'expressions')).flatMap((it) => forbiddenBy(it, variables, target)),
    ...(patch === undefined ? [] : switchedOffBy(patch, target)),
  ]);
  const standard = below(validate, 'podSecurity');
  if (
    targets.includes('pods') &&
    ['baseline', 'restricted'].includes(text(at(standard, 'level')) ?? '') &&
    !isSet(standard, 'exclude')
  )
    found.push(...hostControls);
  return [...new Set(found)];
}

function effectOf(word: string | undefined): Effect {
  const action = (word ?? 'Audit').toLowerCase();
  return action === 'enforce' ? 'deny' : action === 'audit' || action === 'warn' ? 'report' : 'unknown';
}

interface Overrides {
  /** Namespaces in which the rule denies though it does not elsewhere, and the other way round. */
  readonly deny: readonly string[];
  readonly report: readonly string[];
  readonly unclear: boolean;
}

function overridesOf(spec: Fields, validate: Fields): Overrides {
  const written = at(validate, 'failureActionOverrides') ?? at(spec, 'validationFailureActionOverrides');
  const found = { deny: [] as string[], report: [] as string[], unclear: false };
  for (const value of list(written)) {
    const entry = fields(value);
    const effect = effectOf(text(at(entry, 'action')));
    if (effect === 'unknown' || isSet(entry, 'namespaceSelector') || !isSet(entry, 'namespaces')) found.unclear = true;
    else found[effect].push(...texts(at(entry, 'namespaces')));
  }
  return found;
}

/** One item a rule, and another one for the namespaces in which it denies though it does not elsewhere. */
export function* readKyvernoPolicy(it: KubernetesObject): Iterable<Item> {
  const spec = below(it.object, 'spec');
  const own = it.kind === 'Policy' ? it.namespace : undefined;
  for (const [index, value] of list(at(spec, 'rules')).entries()) {
    const rule = fields(value);
    const validate = below(rule, 'validate');
    const { filters: all, together } = filters(below(rule, 'match'));
    const targets = (['pods', 'accounts'] as const).filter((target) => all.some((filter) => isFor(filter, target)));
    if (targets.length === 0) continue;
    const matching = all.filter((filter) => targets.some((target) => isFor(filter, target)));
    const whole = matching.filter((filter) => !isNarrow(filter));
    const exclude = excludedBy(rule);
    const forbids = forbidden(rule, targets);
    const overrides = overridesOf(spec, validate);
    const mutates = isSet(rule, 'mutate');
    const effect: Effect = mutates
      ? 'deny'
      : at(spec, 'admission') === false
        ? 'report'
        : effectOf(text(at(validate, 'failureAction')) ?? text(at(spec, 'validationFailureAction')));
    const narrowed = together
      ? 'it is for what fits several filters at once'
      : whole.length === 0
        ? 'it is not for all pods of a namespace'
        : exclude.rest
          ? 'it leaves out some objects'
          : isSet(rule, 'preconditions') || isSet(validate, 'celPreconditions') || isSet(rule, 'celPreconditions')
            ? 'it has preconditions'
            : overrides.unclear
              ? 'its action differs by namespace'
              : undefined;
    const base = {
      type: 'kyverno' as const,
      policy: it.name,
      forbids,
      mentions: mentionedIn(mutates ? at(rule, 'mutate') : validate, forbids),
      narrowed,
      path: ['spec', 'rules', index],
    };
    const name = text(at(rule, 'name')) ?? String(index);
    const left = effect === 'deny' ? [...exclude.namespaces, ...overrides.report] : exclude.namespaces;
    const reached = (whole.length === 0 ? matching : whole).map((filter) => reachOf(filter, own, left));
    yield admission(it, { ...base, rule: name, effect, reaches: reached });
    if (effect !== 'report' || overrides.deny.length === 0) continue;
    // Where both the rule and the override name namespaces, only names that are the same are sure.
    const reaches = reached.map((reach) => ({
      ...reach,
      namespaces: overrides.deny.filter((name) => reach.namespaces?.includes(name) ?? true),
    }));
    yield admission(it, { ...base, rule: `${name} (enforced)`, effect: 'deny', reaches });
  }
}

/** An exception is for some objects; which ones is not looked into. */
export function* readPolicyException(it: KubernetesObject): Iterable<Item> {
  const spec = below(it.object, 'spec');
  const names = [
    ...list(at(spec, 'exceptions')).map((value) => text(at(fields(value), 'policyName'))),
    ...list(at(spec, 'policyRefs')).map((value) => text(at(fields(value), 'name'))),
  ];
  for (const [index, name] of names.entries()) {
    if (name === undefined) continue;
    yield admission(it, {
      type: 'exemption',
      // A policy of a namespace is named with it.
      policy: name.slice(name.lastIndexOf('/') + 1),
      rule: String(index),
      effect: 'unknown',
      reaches: [{}],
    });
  }
}
