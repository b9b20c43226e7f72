// SPDX-License-Identifier: Apache-2.0
// What readers of policies share: which fields stand for what, and which namespaces a policy is for.
import type {
  AdmissionControl,
  AdmissionReach,
  KubernetesAdmission,
  KubernetesSelector,
} from '../../../model/inventory/kubernetes-admission.ts';
import { at, below, type Fields, fields, list, text, textMap, texts } from '../../values.ts';
import type { KubernetesObject } from '../read-place.ts';

export const hostControls: readonly AdmissionControl[] = [
  'host-path',
  'host-network',
  'host-pid',
  'host-ipc',
  'privileged',
];

/** Fields of a pod that a policy can forbid by asking for false. */
export const flagControls: ReadonlyMap<string, AdmissionControl> = new Map<string, AdmissionControl>([
  ['hostNetwork', 'host-network'],
  ['hostPID', 'host-pid'],
  ['hostIPC', 'host-ipc'],
]);

const words: readonly (readonly [RegExp, readonly AdmissionControl[]])[] = [
  [/automountServiceAccountToken/, ['pod-automount', 'account-automount']],
  [/hostPath/, ['host-path']],
  [/hostNetwork/, ['host-network']],
  [/hostPID/, ['host-pid']],
  [/hostIPC/, ['host-ipc']],
  [/privileged/, ['privileged']],
];

/** Values of a rule that are looked at: aliases make more than anybody writes. */
const maxValues = 5_000;

/**
 * Whether any key or text of a value has something, or the value is too large to tell.
 *
 * @param test told whether the text is a key
 */
export function holds(value: unknown, test: (text: string, key: boolean) => boolean): boolean {
  const open: unknown[] = [value];
  for (let many = 0; open.length > 0; many++) {
    if (many >= maxValues || open.length > maxValues) return true;
    const it = open.pop();
    if (typeof it === 'string' && test(it, false)) return true;
    if (typeof it !== 'object' || it === null) continue;
    for (const [key, inner] of Object.entries(it)) {
      if (test(key, true)) return true;
      if (open.length <= maxValues) open.push(inner);
    }
  }
  return false;
}

/** What a policy speaks of and is not understood to forbid. */
export function mentionedIn(rule: unknown, forbids: readonly AdmissionControl[]): readonly AdmissionControl[] {
  const automount = forbids.some((it) => it.endsWith('-automount'));
  return words
    .flatMap(([word, controls]) => (holds(rule, (text) => word.test(text)) ? controls : []))
    .filter((it) => !forbids.includes(it) && !(automount && it.endsWith('-automount')));
}

/** A label selector; undefined where it is empty, which chooses everything. */
export function selectorOf(value: unknown): KubernetesSelector | undefined {
  const selector = fields(value);
  const matchLabels = textMap(at(selector, 'matchLabels'));
  const matchExpressions = list(at(selector, 'matchExpressions')).map((it) => ({
    key: text(at(fields(it), 'key')) ?? '',
    operator: text(at(fields(it), 'operator')) ?? '',
    values: texts(at(fields(it), 'values')),
  }));
  return Object.keys(matchLabels).length === 0 && matchExpressions.length === 0
    ? undefined
    : { matchLabels, matchExpressions };
}

/** Whether a key holds anything. */
export function isSet(object: Fields, key: string): boolean {
  const value = at(object, key);
  if (value === undefined || value === null) return false;
  return typeof value !== 'object' || Object.keys(value).length > 0;
}

export interface Rule {
  readonly type: KubernetesAdmission['type'];
  readonly policy: string;
  /** Which of the object's rules; absent where it is one. */
  readonly rule?: string;
  readonly effect: KubernetesAdmission['effect'];
  readonly forbids?: readonly AdmissionControl[];
  readonly mentions?: readonly AdmissionControl[];
  readonly reaches: readonly AdmissionReach[];
  readonly narrowed?: string | undefined;
  readonly path?: readonly (string | number)[];
}

export function admission(it: KubernetesObject, rule: Rule): KubernetesAdmission {
  const own = text(at(below(it.object, 'metadata'), 'namespace'));
  const name = own === undefined ? it.name : `${own}/${it.name}`;
  return {
    kind: 'kubernetes.admission',
    id: `kubernetes:admission:${it.kind}/${name}${rule.rule === undefined ? '' : `/${rule.rule}`}`,
    provider: 'kubernetes',
    where: rule.path === undefined ? it.where : { ...it.where, path: [...it.path, ...rule.path] },
    type: rule.type,
    name: `${it.kind} ${name}`,
    policy: rule.policy,
    effect: rule.effect,
    forbids: rule.forbids ?? [],
    mentions: rule.mentions ?? [],
    reaches: rule.reaches,
    ...(rule.narrowed === undefined ? {} : { narrowed: rule.narrowed }),
  };
}
