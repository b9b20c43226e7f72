// SPDX-License-Identifier: Apache-2.0
// What checks on workloads share: which ones are judged, what they are called, whether they have a token.
import type { CheckContext, Subject } from '../../model/check.ts';
import type { Inventory } from '../../model/inventory/inventory.ts';
import type { KubernetesServiceAccount, KubernetesWorkload } from '../../model/inventory/kubernetes.ts';
import type { DocumentPath } from '../../model/inventory/provenance.ts';
import { isSystemNamespace } from './cluster-settings.ts';

/** Workloads that people write. Pods that a controller made are judged with it; without it, one of them stands for all. */
export function* writtenWorkloads(inventory: Inventory, context: CheckContext): Iterable<KubernetesWorkload> {
  const owners = new Set<string>();
  for (const workload of inventory.of('kubernetes.workload')) {
    if (workload.mirror === true || workload.finished === true || isSystemNamespace(context, workload.namespace))
      continue;
    if (workload.owner !== undefined) {
      if (owners.has(workload.owner) || isKnown(inventory, workload.owner)) continue;
      owners.add(workload.owner);
    }
    yield workload;
  }
}

/** Whether the maker of a pod was read, or the deployment or cron job behind it, whose name the maker's begins with. */
function isKnown(inventory: Inventory, owner: string): boolean {
  if (inventory.find('kubernetes.workload', owner) !== undefined) return true;
  const behind = owner
    .replace('/ReplicaSet/', '/Deployment/')
    .replace('/Job/', '/CronJob/')
    .replace(/-[a-z0-9]+$/, '');
  return inventory.find('kubernetes.workload', behind) !== undefined;
}

export function workloadSubject(workload: KubernetesWorkload): Subject {
  return { kind: 'workload', id: workload.id, name: workloadText(workload) };
}

/** "Deployment shop/cart". */
export function workloadText({ type, namespace, name }: KubernetesWorkload): string {
  return `${type} ${namespace}/${name}`;
}

export function accountOf(inventory: Inventory, workload: KubernetesWorkload): KubernetesServiceAccount | undefined {
  return inventory.find('kubernetes.service-account', accountIdOf(workload));
}

export function accountIdOf({ namespace, serviceAccount }: KubernetesWorkload): string {
  return `kubernetes:service-account:${namespace}/${serviceAccount}`;
}

/** Every namespace of a cluster has an account "default": where it was read, all accounts of the namespace were. */
export function accountsAreComplete(inventory: Inventory, namespace: string): boolean {
  return inventory.find('kubernetes.service-account', `kubernetes:service-account:${namespace}/default`)?.live === true;
}

export interface Mount {
  readonly mounted: boolean | undefined;
  /** Who decides: the pod, the account, or Kubernetes because neither says. */
  readonly by: 'pod' | 'account' | 'nobody';
}

/**
 * Whether a pod gets the token of its account by itself. The pod decides, then the account, then Kubernetes, which mounts
 * it. Undefined where the account was not read; of "default", which nobody has to write, silence means that it mounts.
 */
export function mountOf(workload: KubernetesWorkload, account: KubernetesServiceAccount | undefined): Mount {
  if (workload.automount !== undefined) return { mounted: workload.automount, by: 'pod' };
  if (account?.automount !== undefined) return { mounted: account.automount, by: 'account' };
  return { mounted: account === undefined && workload.serviceAccount !== 'default' ? undefined : true, by: 'nobody' };
}

export function podSpecField(workload: KubernetesWorkload, ...path: DocumentPath): DocumentPath {
  return [...workload.podSpec, ...path];
}
