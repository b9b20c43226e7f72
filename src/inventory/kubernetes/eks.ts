// SPDX-License-Identifier: Apache-2.0
import type { Inventory } from '../../model/inventory/inventory.ts';
import type { KubernetesPower } from '../../model/inventory/kubernetes.ts';

/** Whether anything shows that the cluster is one of EKS, where alone the config map aws-auth means something. */
function isOfEks(inventory: Inventory, powers: readonly KubernetesPower[]): boolean {
  const marked = (keys: object): boolean => Object.keys(keys).some((it) => it.startsWith('eks.amazonaws.com/'));
  return (
    inventory.of('kubernetes.cloud-mapping').length > 0 ||
    inventory.of('kubernetes.pod-identity').length > 0 ||
    inventory.of('kubernetes.service-account').some((it) => marked(it.annotations)) ||
    inventory.of('kubernetes.node').some((it) => it.providerId?.startsWith('aws:') === true) ||
    inventory.of('kubernetes.binding').some(({ role }) => role.name.startsWith('eks:')) ||
    powers.some((it) => it.names?.includes('aws-auth') === true)
  );
}

/** The powers, with those over aws-auth marked as leading nowhere where nothing shows that the cluster is one of EKS. */
export function withoutForeign(inventory: Inventory, powers: readonly KubernetesPower[]): readonly KubernetesPower[] {
  if (isOfEks(inventory, powers)) return powers;
  return powers.map((it) => (it.power === 'change-aws-auth' ? { ...it, inert: true } : it));
}
