// SPDX-License-Identifier: Apache-2.0
import type { Inventory } from './inventory.ts';
import type { KubernetesPower } from './kubernetes.ts';

/** Whether anything shows that the cluster is one of EKS, where alone the config map aws-auth means something. */
export function isOfEks(
  inventory: Inventory,
  powers: readonly KubernetesPower[] = inventory.of('kubernetes.power'),
): boolean {
  const marked = (keys: object): boolean => Object.keys(keys).some((it) => it.startsWith('eks.amazonaws.com/'));
  return (
    inventory.of('kubernetes.cloud-mapping').length > 0 ||
    inventory.of('kubernetes.pod-identity').length > 0 ||
    inventory.of('kubernetes.service-account').some((it) => marked(it.annotations)) ||
    inventory.of('kubernetes.node').some((it) => it.providerId?.startsWith('aws:') === true) ||
    powers.some((it) => it.names?.includes('aws-auth') === true || / eks:/.test(it.role))
  );
}
