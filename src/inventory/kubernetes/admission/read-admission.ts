// SPDX-License-Identifier: Apache-2.0
// Which objects are policies: kinds are only told apart by their group.
import type { Item } from '../../../model/inventory/item.ts';
import { at, below, fields, list, text, texts } from '../../values.ts';
import type { KubernetesObject, ReadObject } from '../read-place.ts';
import { readAdmissionBinding, readAdmissionPolicy, readValidatingPolicy } from './cel-policies.ts';
import { admission, hostControls } from './controls.ts';
import { readConstraint, readGatekeeperConfig } from './gatekeeper.ts';
import { readKyvernoPolicy, readPolicyException } from './kyverno.ts';

/** `group/kind`; a kind of `*` is any of the group. */
const readers: ReadonlyMap<string, ReadObject> = new Map<string, ReadObject>([
  ['admissionregistration.k8s.io/ValidatingAdmissionPolicy', readAdmissionPolicy],
  ['admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding', readAdmissionBinding],
  ['kyverno.io/ClusterPolicy', readKyvernoPolicy],
  ['kyverno.io/Policy', readKyvernoPolicy],
  ['kyverno.io/PolicyException', readPolicyException],
  ['policies.kyverno.io/ValidatingPolicy', readValidatingPolicy],
  ['policies.kyverno.io/NamespacedValidatingPolicy', readValidatingPolicy],
  ['policies.kyverno.io/PolicyException', readPolicyException],
  ['constraints.gatekeeper.sh/*', readConstraint],
  ['config.gatekeeper.sh/Config', readGatekeeperConfig],
  ['apiserver.config.k8s.io/AdmissionConfiguration', readAdmissionConfiguration],
]);

/** What Pod Security holds namespaces to that have no label of their own. */
function* readAdmissionConfiguration(it: KubernetesObject): Iterable<Item> {
  for (const [index, value] of list(at(it.object, 'plugins')).entries()) {
    const configuration = below(fields(value), 'configuration');
    if (at(configuration, 'kind') !== 'PodSecurityConfiguration') continue;
    const level = text(at(below(configuration, 'defaults'), 'enforce')) ?? 'privileged';
    const exempt = below(configuration, 'exemptions');
    yield admission(it, {
      type: 'pod-security',
      policy: 'PodSecurity',
      rule: String(index),
      effect: 'deny',
      forbids: level === 'baseline' || level === 'restricted' ? hostControls : [],
      reaches: [{ excluded: texts(at(exempt, 'namespaces')) }],
      narrowed: ['usernames', 'runtimeClasses'].some((key) => list(at(exempt, key)).length > 0)
        ? 'users or runtime classes are exempt'
        : undefined,
    });
  }
}

/** Items of a policy; nothing for other objects. */
export function* readAdmission(it: KubernetesObject): Iterable<Item> {
  const [group = '', version] = (text(at(it.object, 'apiVersion')) ?? '').split('/');
  if (version === undefined) return;
  const read = readers.get(`${group}/${it.kind}`) ?? readers.get(`${group}/*`);
  if (read !== undefined) yield* read(it);
}
