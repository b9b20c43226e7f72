// SPDX-License-Identifier: Apache-2.0
// Whether admission control keeps something out of a namespace. Only a policy that is understood, denies, and is for all of
// the namespace's pods holds it; one that reports does not, and one that is not understood leaves it open.
import type { CheckEvidence } from '../../model/check.ts';
import type { Inventory } from '../../model/inventory/inventory.ts';
import type {
  AdmissionControl,
  AdmissionReach,
  KubernetesAdmission,
  KubernetesSelector,
} from '../../model/inventory/kubernetes-admission.ts';

export type Held =
  | { readonly state: 'held'; readonly by: string }
  | { readonly state: 'open'; readonly evidence: readonly CheckEvidence[] }
  | { readonly state: 'unknown'; readonly reason: string };

type Labels = Readonly<Record<string, string>> | undefined;

/** `*` and `?` as Kyverno and Gatekeeper have them. A pattern is hostile: it is matched in steps, not by backtracking. */
function isLike(pattern: string, name: string): boolean {
  let at = 0;
  let from = 0;
  let star = -1;
  let restart = 0;
  while (from < name.length) {
    if (pattern[at] === '*') {
      star = at++;
      restart = from;
    } else if (at < pattern.length && (pattern[at] === '?' || pattern[at] === name[from])) {
      at++;
      from++;
    } else if (star !== -1) {
      at = star + 1;
      from = ++restart;
    } else return false;
  }
  while (pattern[at] === '*') at++;
  return at === pattern.length;
}

function isNamed(patterns: readonly string[], name: string): boolean {
  return patterns.some((pattern) => isLike(pattern, name));
}

function isChosen(
  { matchLabels, matchExpressions }: KubernetesSelector,
  labels: Labels,
  name: string,
): boolean | undefined {
  // Every namespace has its name as a label.
  const value = (key: string): string | undefined =>
    key === 'kubernetes.io/metadata.name'
      ? name
      : labels !== undefined && Object.hasOwn(labels, key)
        ? labels[key]
        : undefined;
  const results = [
    ...Object.entries(matchLabels).map(([key, wanted]) => ({ key, holds: value(key) === wanted })),
    ...matchExpressions.map(({ key, operator, values }) => {
      const own = value(key);
      const among = own !== undefined && values.includes(own);
      const test: Readonly<Record<string, boolean>> = {
        In: among,
        NotIn: !among,
        Exists: own !== undefined,
        DoesNotExist: own === undefined,
      };
      return { key, holds: Object.hasOwn(test, operator) ? test[operator] : undefined };
    }),
  ];
  const sure = results.map(({ key, holds }) =>
    labels === undefined && key !== 'kubernetes.io/metadata.name' ? undefined : holds,
  );
  if (sure.includes(false)) return false;
  return sure.includes(undefined) ? undefined : true;
}

function reaches(all: readonly AdmissionReach[], namespace: string, labels: Labels): boolean | undefined {
  const results = all.map(({ namespaces, excluded, selector }) => {
    if (namespaces !== undefined && !isNamed(namespaces, namespace)) return false;
    if (excluded !== undefined && isNamed(excluded, namespace)) return false;
    return selector === undefined ? true : isChosen(selector, labels, namespace);
  });
  if (results.includes(true)) return true;
  return results.includes(undefined) ? undefined : false;
}

/** A policy with what puts it into force. */
interface Force {
  readonly policy: KubernetesAdmission;
  readonly effect: KubernetesAdmission['effect'];
  readonly reach: (namespace: string, labels: Labels) => boolean | undefined;
  readonly narrowed: string | undefined;
}

function forces(inventory: Inventory): readonly Force[] {
  const all = inventory.of('kubernetes.admission');
  const excepted = new Set(all.filter((it) => it.type === 'exemption').map((it) => it.policy));
  const left = all.filter((it) => it.type === 'exemption' && it.policy === '*');
  return all.flatMap((policy): Force[] => {
    if (policy.type === 'binding' || policy.type === 'exemption') return [];
    const own = (namespace: string, labels: Labels): boolean | undefined => reaches(policy.reaches, namespace, labels);
    if (policy.type !== 'validating-admission-policy') {
      const exempt = policy.type === 'gatekeeper' ? left : [];
      return [
        {
          policy,
          effect: policy.effect,
          reach: (namespace, labels) =>
            exempt.some((it) => reaches(it.reaches, namespace, labels) !== false) ? false : own(namespace, labels),
          narrowed:
            policy.narrowed ??
            (policy.type === 'kyverno' && excepted.has(policy.policy) ? 'there is an exception from it' : undefined),
        },
      ];
    }
    return all.flatMap((binding): Force[] => {
      if (binding.type !== 'binding' || binding.policy !== policy.policy) return [];
      return [
        {
          policy,
          effect: binding.effect,
          reach: (namespace, labels) => {
            const both = [own(namespace, labels), reaches(binding.reaches, namespace, labels)];
            return both.includes(false) ? false : both.includes(undefined) ? undefined : true;
          },
          narrowed: policy.narrowed ?? binding.narrowed,
        },
      ];
    });
  });
}

const level = 'pod-security.kubernetes.io/enforce';
const podSecurity: ReadonlySet<AdmissionControl> = new Set<AdmissionControl>([
  'host-path',
  'host-network',
  'host-pid',
  'host-ipc',
  'privileged',
]);

/** Webhooks of providers that are shown pods and refuse none for what they contain. */
const harmless = /^vpc-resource-validating-webhook$/;

/** Webhooks that may refuse pods by rules that were not read. */
function unreadWebhook(inventory: Inventory): string | undefined {
  const has = (type: KubernetesAdmission['type']): boolean =>
    inventory.of('kubernetes.admission').some((it) => it.type === type);
  return inventory.of('kubernetes.webhook').find((it) => {
    if (it.type !== 'ValidatingWebhookConfiguration' || harmless.test(it.name)) return false;
    if (!it.resources.some((resource) => resource === 'pods' || resource.startsWith('*'))) return false;
    if (/kyverno/i.test(it.name)) return !has('kyverno');
    if (/gatekeeper/i.test(it.name)) return !has('gatekeeper');
    return true;
  })?.name;
}

/** What to ask of a cluster for its policies. */
export const policiesWouldTell =
  '`kubectl get ns,validatingadmissionpolicies,validatingadmissionpolicybindings -A -o yaml`, and of Kyverno clusterpolicies, policies and validatingpolicies, of Gatekeeper `kubectl get constraints -o yaml`';

/** Says of any namespace whether admission control keeps a control off in it. */
export function admissionOf(inventory: Inventory): (namespace: string, control: AdmissionControl) => Held {
  const all = forces(inventory);
  const webhook = unreadWebhook(inventory);
  const bound = new Set(all.map(({ policy }) => policy));
  const loose = inventory
    .of('kubernetes.admission')
    .filter((it) => it.type === 'validating-admission-policy' && !bound.has(it));
  return (name, control) => {
    const namespace = inventory.find('kubernetes.namespace', `kubernetes:namespace:${name}`);
    const labels = namespace?.labels;
    const own = labels !== undefined && Object.hasOwn(labels, level) ? labels[level] : undefined;
    let doubt: string | undefined;
    if (podSecurity.has(control)) {
      if (own === 'baseline' || own === 'restricted') return { state: 'held', by: `the label ${level}: ${own}` };
      if (own !== undefined && own !== 'privileged') doubt = `its label ${level} is "${own}", which is no level`;
      if (labels === undefined) doubt = 'the namespace itself is not among the files, so its labels are not known';
    }
    const evidence: CheckEvidence[] = loose
      .filter((it) => it.forbids.includes(control))
      .map((it) => ({ where: it.where, note: `${it.name} would forbid it and is not bound` }));
    for (const { policy, effect, reach, narrowed } of all) {
      const forbids = policy.forbids.includes(control);
      if (!forbids && !policy.mentions.includes(control)) continue;
      // The default of Pod Security is for namespaces that say nothing themselves.
      if (policy.type === 'pod-security' && own !== undefined) continue;
      const here = reach(name, labels);
      if (here === false) continue;
      if (effect === 'report') {
        if (forbids) evidence.push({ where: policy.where, note: `${policy.name} would forbid it and only reports it` });
        continue;
      }
      if (forbids && effect === 'deny' && here === true && narrowed === undefined)
        return { state: 'held', by: policy.name };
      doubt ??= `what ${policy.name} does about it is not understood: ${
        narrowed ??
        (forbids
          ? here === undefined
            ? 'it chooses namespaces by labels that are not known'
            : 'its action is not known'
          : 'its rule is not written in a known form')
      }`;
    }
    if (doubt === undefined && webhook !== undefined)
      doubt = `the webhook ${webhook} is shown pods, and what it refuses is not known; ${policiesWouldTell} may tell`;
    return doubt === undefined ? { state: 'open', evidence } : { state: 'unknown', reason: doubt };
  };
}
