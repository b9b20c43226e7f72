// SPDX-License-Identifier: Apache-2.0
// Which requests ValidatingAdmissionPolicies and the ValidatingPolicies of Kyverno are shown; both say it in the same way.
import type { AdmissionReach } from '../../../model/inventory/kubernetes-admission.ts';
import { at, type Fields, fields, list, texts } from '../../values.ts';
import { isSet, selectorOf } from './controls.ts';

export interface Match {
  readonly pods: boolean;
  readonly accounts: boolean;
  readonly reach: AdmissionReach;
  readonly narrowed: string | undefined;
}

/** Whether rules of resources are about creating some resource of the core group. */
function rulesHold(rules: readonly unknown[], resource: string): boolean {
  return rules.some((value) => {
    const rule = fields(value);
    const has = (key: string, ...names: readonly string[]): boolean =>
      texts(at(rule, key)).some((it) => it === '*' || names.includes(it));
    return (
      !isSet(rule, 'resourceNames') &&
      has('apiGroups', '') &&
      has('apiVersions', 'v1') &&
      has('operations', 'CREATE') &&
      has('resources', resource, '*/*')
    );
  });
}

/** Reads `matchConstraints` of a policy, or `matchResources` of a binding, which may leave the resources to the policy. */
export function readMatch(value: unknown, binding: boolean): Match {
  const match = fields(value);
  const rules = list(at(match, 'resourceRules'));
  const open = binding && rules.length === 0;
  const narrow = [
    ['excludeResourceRules', 'resources are left out'],
    ['objectSelector', 'it chooses objects by their labels'],
  ] as const;
  const selector = selectorOf(at(match, 'namespaceSelector'));
  return {
    pods: open || rulesHold(rules, 'pods'),
    accounts: open || rulesHold(rules, 'serviceaccounts'),
    reach: selector === undefined ? {} : { selector },
    narrowed: narrow.find(([key]) => isSet(match, key))?.[1],
  };
}

/** Why a policy of CEL expressions may let some pods through. */
export function narrowedBy(spec: Fields): string | undefined {
  if (isSet(spec, 'matchConditions')) return 'it has conditions on what it is shown';
  if (isSet(spec, 'paramKind')) return 'it depends on parameters';
  if (at(spec, 'failurePolicy') === 'Ignore') return 'what makes its expressions fail is let through';
  return undefined;
}

/** Variables of a policy by name. */
export function variablesOf(spec: Fields): ReadonlyMap<string, string> {
  return new Map(
    list(at(spec, 'variables')).flatMap((value): [string, string][] => {
      const { name, expression } = { name: at(fields(value), 'name'), expression: at(fields(value), 'expression') };
      return typeof name === 'string' && typeof expression === 'string' ? [[name, expression]] : [];
    }),
  );
}

/** Expressions of `validations`, or of `validate.cel.expressions`. */
export function expressionsOf(value: unknown): readonly string[] {
  return list(value).flatMap((it) => {
    const expression = at(fields(it), 'expression');
    return typeof expression === 'string' ? [expression] : [];
  });
}
