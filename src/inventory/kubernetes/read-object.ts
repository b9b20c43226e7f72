// SPDX-License-Identifier: Apache-2.0
// Any object of a cluster, or a list of them, to items: of files and of answers of the API server alike.
import type { Collected } from '../../model/inventory/inventory.ts';
import type { Item, ItemKind } from '../../model/inventory/item.ts';
import type { Provenance } from '../../model/inventory/provenance.ts';
import { at, below, type Fields, fields, text } from '../values.ts';
import { readAdmission } from './admission/read-admission.ts';
import { clusterObjects } from './cluster-objects.ts';
import { kubeletOfConfigz, readComponents, readKubeletConfiguration } from './components.ts';
import { configObjects } from './config-objects.ts';
import { readBinding, readRole } from './rbac-objects.ts';
import { kubernetesObject, type ReadObject } from './read-place.ts';
import { readWorkload } from './workload.ts';

const readers: ReadonlyMap<string, ReadObject> = new Map<string, ReadObject>([
  ...clusterObjects,
  ...configObjects,
  ['Role', readRole],
  ['ClusterRole', readRole],
  ['RoleBinding', readBinding],
  ['ClusterRoleBinding', readBinding],
]);

/** What a list tells even if it is empty. Lists of one kind of workload say nothing about the other kinds. */
const told: ReadonlyMap<string, ItemKind> = new Map<string, ItemKind>([
  ['ServiceAccount', 'kubernetes.service-account'],
  ['Secret', 'kubernetes.secret'],
  ['Namespace', 'kubernetes.namespace'],
  ['Node', 'kubernetes.node'],
  ['CertificateSigningRequest', 'kubernetes.csr'],
  ['MutatingWebhookConfiguration', 'kubernetes.webhook'],
  ['ValidatingWebhookConfiguration', 'kubernetes.webhook'],
  ['NetworkPolicy', 'kubernetes.network-policy'],
  ['ValidatingAdmissionPolicy', 'kubernetes.admission'],
  ['ValidatingAdmissionPolicyBinding', 'kubernetes.admission'],
  ['ConfigMap', 'kubernetes.config-map'],
  ['ClusterRole', 'kubernetes.role'],
  ['ClusterRoleBinding', 'kubernetes.binding'],
]);

/** Lists in lists in lists are no export of any tool. */
const maxDepth = 4;

/** An object of the API, or a list of them; other things give nothing. */
export function* readObject(
  value: unknown,
  where: Provenance,
  collected: (it: Collected) => void,
  depth = 0,
): Iterable<Item> {
  const object = fields(value);
  const kind = text(at(object, 'kind'));
  const configz = kind === undefined ? kubeletOfConfigz(object) : undefined;
  if (configz !== undefined) {
    const path = [...(where.path ?? []), 'kubeletconfig'];
    yield* readKubeletConfiguration(kubernetesObject(configz, 'KubeletConfiguration', { ...where, path }));
  }
  if (kind === undefined) return;
  const items = at(object, 'items');
  if (kind.endsWith('List') && Array.isArray(items) && depth < maxDepth) {
    const inner = kind.slice(0, -'List'.length);
    const telling = told.get(inner);
    if (telling !== undefined) collected(collection(telling, object));
    for (const [index, item] of items.entries()) yield* readElement(item, object, index, where, collected, depth);
    return;
  }
  const it = kubernetesObject(object, kind, where);
  const read = readers.get(kind);
  if (read !== undefined) yield* read(it);
  else {
    yield* readWorkload(it);
    yield* readComponents(it);
    yield* readAdmission(it);
  }
}

/** An element of a list. The list states the kind of its items once; each keeps its own where it has one. */
export function* readElement(
  item: unknown,
  list: Fields,
  index: number,
  where: Provenance,
  collected: (it: Collected) => void,
  depth = 0,
): Iterable<Item> {
  const kind = text(at(list, 'kind'));
  if (kind?.endsWith('List') !== true) return;
  const path = [...(where.path ?? []), 'items', index];
  yield* readObject(
    withKind(fields(item), list, kind.slice(0, -'List'.length)),
    { ...where, path },
    collected,
    depth + 1,
  );
}

/** Says that a document was not read to its end: objects of any kind may be missing. */
export function notAll(collected: (it: Collected) => void): void {
  const kinds = new Set<ItemKind>([...told.values(), 'kubernetes.workload', 'kubernetes.role', 'kubernetes.binding']);
  for (const kind of kinds) {
    collected({ kind, provider: 'kubernetes', complete: false, note: 'a file was not read to its end' });
  }
}

function collection(kind: ItemKind, object: Fields): Collected {
  const more = text(at(below(object, 'metadata'), 'continue')) !== undefined;
  return {
    kind,
    provider: 'kubernetes',
    complete: !more,
    ...(more ? { note: 'the list goes on in another page' } : {}),
  };
}

function withKind(object: Fields, list: Fields, kind: string): Fields {
  if (kind === '' || text(at(object, 'kind')) !== undefined) return object;
  return { apiVersion: at(list, 'apiVersion'), ...object, kind };
}
