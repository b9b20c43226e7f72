// SPDX-License-Identifier: Apache-2.0
import { hour, minute } from './clock.ts';
import type { Pod } from './cluster.ts';
import type { Background, Lab } from './context.ts';
import type { Emission } from './record.ts';
import { kubeletTokenRequest, kubernetes } from './sources/kubernetes.ts';

/** A kubelet renews a bound token when four fifths of its hour are over. */
const renewal = 48 * minute;
/** Pods that one cluster replaces in an hour: releases, scheduled jobs, evictions. */
const replacedPerHour = 60;

function withPods(lab: Lab, pods: readonly Pod[]): Lab {
  const { organisation } = lab;
  return { ...lab, organisation: { ...organisation, cluster: { ...organisation.cluster, pods } } };
}

/** A new pod in the place of another: only the workload and its account stay. */
function successor(lab: Lab, pod: Pod): Pod {
  const { random } = lab;
  const parts = pod.ip.split('.');
  return {
    ...pod,
    name: `${pod.name.slice(0, -5)}${random.hex(5)}`,
    uid: random.guid(),
    ip: `10.${parts[1]}.${random.int(0, 127)}.${random.int(2, 250)}`,
    node: random.pick(lab.organisation.cluster.nodes),
    token: '',
  };
}

/**
 * A cluster's audit log at its real density: a token lasts for about an hour, and pods are replaced by others, which
 * begin by asking for a token. Holds the state of one run.
 */
export function busyCluster(): Background {
  let pods: Pod[] | undefined;
  let nextReplaced = 0;
  const issued = new Map<Pod, { readonly token: string; readonly at: number }>();

  function replace(lab: Lab, pods: Pod[], time: number): Emission {
    const index = lab.random.int(0, pods.length - 1);
    const old = pods[index] ?? lab.random.pick(pods);
    const pod = successor(lab, old);
    pods[index] = pod;
    issued.delete(old);
    const emission = kubeletTokenRequest(withPods(lab, [pod]), time);
    issued.set(pod, { token: pod.token, at: time });
    return emission;
  }

  return {
    ...kubernetes,
    emit(lab, time, byHuman) {
      if (pods === undefined) {
        pods = [...lab.organisation.cluster.pods];
        for (const pod of pods) issued.set(pod, { token: pod.token, at: time - lab.random.int(0, renewal) });
        nextReplaced = time;
      }
      if (time >= nextReplaced) {
        nextReplaced = time + lab.random.int(0, (2 * hour) / replacedPerHour);
        return [replace(lab, pods, time)];
      }
      const here = withPods(lab, pods);
      for (;;) {
        const emissions = kubernetes.emit(here, time, byHuman);
        const renewed = pods.find((pod) => issued.get(pod)?.token !== pod.token);
        if (renewed === undefined) return emissions;
        const last = issued.get(renewed);
        if (last === undefined || time - last.at >= renewal) {
          issued.set(renewed, { token: renewed.token, at: time });
          return emissions;
        }
        // Too early for this pod: it keeps its token, and something else happens.
        renewed.token = last.token;
      }
    },
  };
}
