// SPDX-License-Identifier: Apache-2.0
import type { Item } from '../../model/inventory/item.ts';
import type { DocumentPath, Provenance } from '../../model/inventory/provenance.ts';
import { at, below, type Fields, moment, text } from '../values.ts';

/** One object of a cluster with what all readers of objects need of it. */
export interface KubernetesObject {
  readonly object: Fields;
  readonly kind: string;
  readonly name: string;
  /** "default" where the object names none, as kubectl does; without meaning for kinds of the whole cluster. */
  readonly namespace: string;
  readonly metadata: Fields;
  readonly where: Provenance;
  /** Way from the root of the document to the object. */
  readonly path: DocumentPath;
  readonly live: { readonly live?: boolean };
  readonly created: { readonly created?: string };
}

export type ReadObject = (it: KubernetesObject) => Iterable<Item>;

/** Names the object; undefined where it has neither kind nor name. */
export function kubernetesObject(object: Fields, kind: string, where: Provenance): KubernetesObject {
  const metadata = below(object, 'metadata');
  const generated = text(at(metadata, 'generateName'));
  const created = moment(at(metadata, 'creationTimestamp'));
  return {
    object,
    kind,
    name: text(at(metadata, 'name')) ?? (generated === undefined ? '' : `${generated}*`),
    namespace: text(at(metadata, 'namespace')) ?? 'default',
    metadata,
    where,
    path: where.path ?? [],
    live: text(at(metadata, 'uid')) === undefined ? {} : { live: true },
    created: created === undefined ? {} : { created },
  };
}

/** Names what has no name of its own by its file: the last two parts of the path, whichever way it was asked for. */
export function fileLabel(file: string): string {
  return file
    .split(/[\\/]/)
    .filter((part) => part !== '' && part !== '.')
    .slice(-2)
    .join('/');
}
