// SPDX-License-Identifier: Apache-2.0
import type { KubernetesServiceAccount, KubernetesWorkload } from '../../model/inventory/kubernetes.ts';

/**
 * Whether a pod gets the token of its account: the pod decides, then the account, then Kubernetes, which mounts it.
 * A projected volume with a token gives one in any case. Undefined where the account was not read and would decide.
 *
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/
 */
export function mountsToken(
  workload: KubernetesWorkload,
  account: KubernetesServiceAccount | undefined,
): boolean | undefined {
  if (workload.volumes.some((it) => it.type === 'token' && it.audience === undefined)) return true;
  if (workload.automount !== undefined) return workload.automount;
  return account === undefined ? undefined : account.automount !== false;
}
