// SPDX-License-Identifier: Apache-2.0
// ValidatingAdmissionPolicy and its bindings, and the ValidatingPolicy of Kyverno, which needs none.

import type { Item } from '../../../model/inventory/item.ts';
import type { AdmissionControl, KubernetesAdmission } from '../../../model/inventory/kubernetes-admission.ts';
import { at, below, type Fields, text, texts } from '../../values.ts';
import type { KubernetesObject } from '../read-place.ts';
import { forbiddenBy } from './cel.ts';
import { admission, isSet, mentionedIn } from './controls.ts';
import { expressionsOf, type Match, narrowedBy, readMatch, variablesOf } from './match.ts';

function forbidden(spec: Fields, match: Match): readonly AdmissionControl[] {
  const variables = variablesOf(spec);
  const expressions = expressionsOf(at(spec, 'validations'));
  const of = (target: 'pods' | 'accounts'): readonly AdmissionControl[] =>
    match[target] ? expressions.flatMap((it) => forbiddenBy(it, variables, target)) : [];
  return [...new Set([...of('pods'), ...of('accounts')])];
}

/** Several actions go together: one of them denies, or none does. */
function effectOf(actions: readonly string[]): KubernetesAdmission['effect'] {
  if (actions.length === 0) return 'unknown';
  return actions.includes('Deny') ? 'deny' : 'report';
}

/** @see https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/ */
export function* readAdmissionPolicy(it: KubernetesObject): Iterable<Item> {
  const spec = below(it.object, 'spec');
  const match = readMatch(at(spec, 'matchConstraints'), false);
  const forbids = forbidden(spec, match);
  yield admission(it, {
    type: 'validating-admission-policy',
    policy: it.name,
    effect: 'report',
    forbids,
    mentions: match.pods || match.accounts ? mentionedIn(at(spec, 'validations'), forbids) : [],
    reaches: [match.reach],
    narrowed: match.narrowed ?? narrowedBy(spec),
  });
}

export function* readAdmissionBinding(it: KubernetesObject): Iterable<Item> {
  const spec = below(it.object, 'spec');
  const match = readMatch(at(spec, 'matchResources'), true);
  const pods = match.pods ? undefined : 'its binding is not for all pods';
  yield admission(it, {
    type: 'binding',
    policy: text(at(spec, 'policyName')) ?? '',
    effect: effectOf(texts(at(spec, 'validationActions'))),
    reaches: [match.reach],
    narrowed: match.narrowed ?? pods ?? (isSet(spec, 'paramRef') ? 'it depends on parameters' : undefined),
  });
}

/** @see https://kyverno.io/docs/policy-types/validating-policy/ */
export function* readValidatingPolicy(it: KubernetesObject): Iterable<Item> {
  const spec = below(it.object, 'spec');
  const match = readMatch(at(spec, 'matchConstraints'), false);
  const forbids = forbidden(spec, match);
  const atAdmission = at(below(spec, 'evaluation', 'admission'), 'enabled') !== false;
  const own = text(at(it.metadata, 'namespace'));
  yield admission(it, {
    type: 'kyverno',
    policy: it.name,
    effect: atAdmission ? effectOf(texts(at(spec, 'validationActions'))) : 'report',
    forbids,
    mentions: match.pods || match.accounts ? mentionedIn(at(spec, 'validations'), forbids) : [],
    reaches: [{ ...match.reach, ...(own === undefined ? {} : { namespaces: [own] }) }],
    narrowed: match.narrowed ?? narrowedBy(spec),
  });
}
