// SPDX-License-Identifier: Apache-2.0
// What a reader of the inventory is: it recognises files by path and content, and turns them into items.
import type { InputProblem } from '../model/account.ts';
import type { Collected, Inventory } from '../model/inventory/inventory.ts';
import type { Item } from '../model/inventory/item.ts';
import type { DocumentPath, Provenance } from '../model/inventory/provenance.ts';
import type { DocumentPart } from './document-parts.ts';
import type { YamlDocument, YamlVersion } from './yaml-documents.ts';

/** A file that is looked at. Everything but `head` is read when first asked for. */
export interface InventoryFile {
  /** As the user would write it. */
  readonly name: string;
  /** From the named folder, with forward slashes: what recognition by path goes by. */
  readonly path: string;
  readonly size: number;
  /** UTC, when the file was last changed. */
  readonly modifiedAt: string;
  /** The first 64 KiB as text. */
  readonly head: string;
  /** @throws TokenwardError `RECORD_TOO_LARGE` over 32 MiB: such files are read record by record */
  text(): string;
  /** The bytes as they stand, of a binary form. @throws TokenwardError `RECORD_TOO_LARGE` over 32 MiB */
  bytes(): Buffer;
  /** YAML or JSON documents; an invalid one is reported as a problem and left out. */
  documents(version?: YamlVersion): readonly (YamlDocument & { readonly index: number })[];
  /** YAML or JSON documents at any size: those that are too large for one piece, if they are lists, element by element. */
  parts(version?: YamlVersion): AsyncIterable<DocumentPart>;
  /** Records of JSON lines, JSON arrays, concatenated JSON and CSV (a row is an object by column name), at any size. */
  records(): AsyncIterable<FileRecord>;
  /** The same many at a time: of millions, waiting for each takes longer than reading it. */
  batches(): AsyncIterable<readonly FileRecord[]>;
  /** Lines as they stand (without their line break), a batch at a time, at any size: logs and formats of their own. */
  lines(): AsyncIterable<LineBatch>;
}

export interface FileRecord {
  readonly value: unknown;
  readonly line: number;
}

export interface LineBatch {
  /** 1-based number of the first of the lines. */
  readonly first: number;
  readonly lines: readonly string[];
}

export interface ReadContext {
  /** The provenance of a fact in the file that is being read. `collectedAt` is when the file was changed, if not given. */
  where(place?: {
    readonly line?: number;
    readonly document?: number;
    readonly path?: DocumentPath;
    readonly collectedAt?: string;
  }): Provenance;
  problem(problem: InputProblem): void;
  /** Says that a kind was collected, even if there is no item of it, or that some could not be read. */
  collected(it: Collected): void;
}

/** One form of export. The first reader that claims a file reads it. */
export interface InventoryReader {
  /** `provider.form`, as in `kubernetes.manifest`; the `source` of its facts. */
  readonly id: string;
  readonly title: string;
  /** How a user gets such files, in a sentence or a command. */
  readonly how: string;
  /** Looks at path and head only. */
  claims(file: InventoryFile): boolean;
  /** Items, one at a time or many. */
  read(file: InventoryFile, context: ReadContext): Iterable<Item> | AsyncIterable<Item | readonly Item[]>;
}

/** Derives nouns and relations from a whole inventory; pure. */
export type Relate = (inventory: Inventory) => Iterable<Item>;
