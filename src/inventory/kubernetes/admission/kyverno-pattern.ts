// SPDX-License-Identifier: Apache-2.0
// Patterns of Kyverno: which fields an object must have. Anchors on keys: `=()` if it is there, `X()` it must not be there;
// all others make the rest depend on something, and are not understood.
//
// Source: https://kyverno.io/docs/policy-types/cluster-policy/validate/
import type { AdmissionControl } from '../../../model/inventory/kubernetes-admission.ts';
import { at, type Fields, fields, list } from '../../values.ts';
import { flagControls, holds } from './controls.ts';

/** Whether a pattern has an anchor that makes it depend on something. */
function isConditional(pattern: unknown): boolean {
  return holds(pattern, (text, key) => key && /^[<^+]?\(/.test(text));
}

function isOff(value: unknown): boolean {
  return value === false || value === 'false';
}

/** The value of a key, with `=()` around it or not. */
function inner(pattern: Fields, key: string): unknown {
  return at(pattern, key) ?? at(pattern, `=(${key})`);
}

function isAbsent(pattern: Fields, key: string): boolean {
  return Object.hasOwn(pattern, `X(${key})`);
}

function everyElement(value: unknown): Fields | undefined {
  const elements = list(value);
  return elements.length === 1 ? fields(elements[0]) : undefined;
}

function unprivileged(value: unknown): boolean {
  const container = everyElement(value);
  const context = container === undefined ? undefined : inner(container, 'securityContext');
  return (
    context !== undefined && (isOff(inner(fields(context), 'privileged')) || isAbsent(fields(context), 'privileged'))
  );
}

/** What a pattern for pods, or for service accounts, forbids. */
export function forbiddenByPattern(pattern: unknown, target: 'pods' | 'accounts'): readonly AdmissionControl[] {
  if (isConditional(pattern)) return [];
  const root = fields(pattern);
  if (target === 'accounts') return isOff(at(root, 'automountServiceAccountToken')) ? ['account-automount'] : [];
  const spec = fields(inner(root, 'spec'));
  const found: AdmissionControl[] = [];
  // It counts as true when it is left out: it must be written.
  if (isOff(at(spec, 'automountServiceAccountToken'))) found.push('pod-automount');
  for (const [field, control] of flagControls) {
    if (isOff(inner(spec, field)) || isAbsent(spec, field)) found.push(control);
  }
  const volume = everyElement(inner(spec, 'volumes'));
  if (volume !== undefined && isAbsent(volume, 'hostPath')) found.push('host-path');
  if (unprivileged(inner(spec, 'containers')) && unprivileged(inner(spec, 'initContainers'))) found.push('privileged');
  return found;
}

/** What a change to pods, or to service accounts, switches off where nobody asked for it. */
export function switchedOffBy(patch: unknown, target: 'pods' | 'accounts'): readonly AdmissionControl[] {
  const root = fields(patch);
  const home = target === 'pods' ? fields(at(root, 'spec')) : root;
  const { '+(automountServiceAccountToken)': added, ...plain } = home;
  // Other parts may be conditions on the same object.
  if (isConditional(target === 'pods' ? { ...root, spec: plain } : plain)) return [];
  return isOff(at(home, 'automountServiceAccountToken')) || isOff(added)
    ? [target === 'pods' ? 'pod-automount' : 'account-automount']
    : [];
}
