// SPDX-License-Identifier: Apache-2.0
// Versions of clusters: `kubectl version -o json`, and what EKS, GKE and AKS say of theirs.
//
// Fields by the providers' API pages: EKS DescribeCluster (`cluster.version`), GKE projects.locations.clusters
// (`currentMasterVersion`), AKS managedClusters (`currentKubernetesVersion`, `kubernetesVersion`).
import type { Item } from '../../model/inventory/item.ts';
import type { DocumentPath, Provenance } from '../../model/inventory/provenance.ts';
import type { InventoryReader } from '../reader.ts';
import { type Fields, fields } from '../values.ts';

function text(object: Fields, name: string): string | undefined {
  const value = Object.hasOwn(object, name) ? object[name] : undefined;
  return typeof value === 'string' && value !== '' ? value.slice(0, 200) : undefined;
}

/** What a `gitVersion` says of who built it: `v1.31.4-eks-2d5f260`, `v1.31.4-gke.1183000`. */
function builtBy(version: string): 'eks' | 'gke' | 'kubernetes' {
  return version.includes('-eks-') ? 'eks' : version.includes('-gke.') ? 'gke' : 'kubernetes';
}

function* clusters(value: unknown, file: string, at: (path: DocumentPath) => Provenance): Generator<Item> {
  const object = fields(value);
  const version = text(fields(object.serverVersion), 'gitVersion');
  if (version !== undefined) {
    yield {
      kind: 'software.product',
      id: `software:cluster:${file}`,
      provider: 'kubernetes',
      where: at(['serverVersion', 'gitVersion']),
      product: builtBy(version),
      version,
      name: `of ${file.slice(file.lastIndexOf('/') + 1)}`,
    };
    return;
  }
  const one = fields(object.cluster);
  const list: readonly (readonly [unknown, DocumentPath])[] =
    text(one, 'arn') === undefined
      ? Array.isArray(value)
        ? value.map((it, index) => [it, [index]] as const)
        : [[value, []] as const]
      : [[one, ['cluster']]];
  for (const [it, path] of list) {
    const cluster = fields(it);
    const arn = text(cluster, 'arn');
    const name = text(cluster, 'name') ?? file;
    const eks = arn?.includes(':eks:') === true ? text(cluster, 'version') : undefined;
    const gke = text(cluster, 'currentMasterVersion');
    const managed = /managedClusters/i.test(text(cluster, 'type') ?? text(cluster, 'id') ?? '');
    const aks = managed ? (text(cluster, 'currentKubernetesVersion') ?? text(cluster, 'kubernetesVersion')) : undefined;
    if (eks !== undefined) {
      yield {
        kind: 'software.product',
        id: `software:cluster:${arn}`,
        provider: 'aws',
        where: at([...path, 'version']),
        product: 'eks',
        version: eks,
        name,
      };
    } else if (gke !== undefined) {
      yield {
        kind: 'software.product',
        id: `software:cluster:${text(cluster, 'selfLink') ?? name}`,
        provider: 'gcp',
        where: at([...path, 'currentMasterVersion']),
        product: 'gke',
        version: gke,
        name,
      };
    } else if (aks !== undefined) {
      yield {
        kind: 'software.product',
        id: `software:cluster:${text(cluster, 'id') ?? name}`,
        provider: 'azure',
        where: at([...path, 'kubernetesVersion']),
        product: 'aks',
        version: aks,
        name,
      };
    }
  }
}

export const clusterVersions: InventoryReader = {
  id: 'software.cluster-versions',
  title: 'Versions of Kubernetes clusters',
  how: '`kubectl version -o json`, `aws eks describe-cluster --name NAME`, `gcloud container clusters list --format=json`, `az aks list -o json`',
  claims: (file) =>
    /\.json$/i.test(file.path) &&
    ((/"serverVersion"\s*:/.test(file.head) && /"gitVersion"\s*:/.test(file.head)) ||
      (/"arn"\s*:\s*"arn:aws[a-z-]*:eks:/.test(file.head) && /"platformVersion"\s*:/.test(file.head)) ||
      /"currentMasterVersion"\s*:/.test(file.head) ||
      (/"kubernetesVersion"\s*:/.test(file.head) && /managedClusters/i.test(file.head))),
  *read(file, context): Iterable<Item> {
    for (const { value, index } of file.documents()) {
      yield* clusters(value, file.path, (path) => context.where({ document: index, path }));
    }
  },
};
