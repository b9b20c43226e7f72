// SPDX-License-Identifier: Apache-2.0
import type { Random } from './random.ts';

export interface Node {
  readonly name: string;
  readonly uid: string;
  readonly ip: string;
}

/** A running pod; its token changes when its kubelet asks for a new one. */
export interface Pod {
  readonly name: string;
  readonly uid: string;
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly serviceAccountUid: string;
  readonly app: string;
  readonly ip: string;
  readonly node: Node;
  readonly agent: string;
  readonly image: string;
  /** Id of the bound token that the pod holds now. */
  token: string;
}

export interface Cluster {
  readonly nodes: readonly Node[];
  readonly pods: readonly Pod[];
  readonly namespaces: readonly string[];
}

const apps = [
  { app: 'checkout', agent: 'checkout/v2.14.1 (linux/amd64) kubernetes/$Format', api: true },
  { app: 'catalog', agent: 'Java/21.0.4', api: true },
  {
    app: 'ingress-controller',
    agent: 'nginx-ingress-controller/v1.13.0 (linux/amd64) ingress-nginx/6f1d9c3',
    api: true,
  },
  {
    app: 'cert-manager',
    agent: 'cert-manager-certificates-issuing/v1.18.2 (linux/amd64) cert-manager/0a7f2c1',
    api: true,
  },
  { app: 'metrics-agent', agent: 'prometheus/3.5.0', api: true },
  { app: 'report-worker', agent: 'OpenAPI-Generator/33.1.0/python', api: true },
  { app: 'gitops', agent: 'argocd-application-controller/v3.1.5 (linux/amd64) kubernetes/$Format', api: true },
] as const;

const namespaces = ['shop', 'billing', 'data', 'platform', 'monitoring', 'search'] as const;

/** A cluster of `scale` times six namespaces, each with seven applications of two pods. */
export function makeCluster(random: Random, scale: number): Cluster {
  const all = Array.from({ length: namespaces.length * scale }, (_, index) => {
    const name = namespaces[index % namespaces.length] ?? 'shop';
    return index < namespaces.length ? name : `${name}-${Math.floor(index / namespaces.length) + 1}`;
  });
  const nodes = Array.from({ length: 4 + scale * 4 }, (_, index) => {
    const ip = `10.16.${1 + Math.floor(index / 200)}.${10 + (index % 200)}`;
    return { name: `ip-${ip.replaceAll('.', '-')}.eu-central-1.compute.internal`, uid: random.guid(), ip };
  });
  let serial = 0;
  const pods = all.flatMap((namespace) =>
    apps.flatMap(({ app, agent }) => {
      const serviceAccountUid = random.guid();
      const replicaSet = random.hex(9);
      return Array.from({ length: 2 }, () => {
        serial++;
        return {
          name: `${app}-${replicaSet}-${random.hex(5)}`,
          uid: random.guid(),
          namespace,
          serviceAccount: app,
          serviceAccountUid,
          app,
          ip: `10.${64 + (serial >> 14)}.${(serial >> 7) & 127}.${2 + (serial & 127)}`,
          node: random.pick(nodes),
          agent,
          image: `registry.example.com/${namespace}/${app}@sha256:${random.hex(64)}`,
          token: `JTI=${random.guid()}`,
        };
      });
    }),
  );
  return { nodes, pods, namespaces: all };
}
