// SPDX-License-Identifier: Apache-2.0
// Files and folders to an inventory: finds files, lets the first reader that claims one read it, and accounts for each.
import { relative, sep } from 'node:path';
import { type EntryRule, find, keepStreams, type Streams, toProblem } from '../ingest/ingest.ts';
import type { InputProblem } from '../model/account.ts';
import { TokenwardError } from '../model/error.ts';
import type { Inventory } from '../model/inventory/inventory.ts';
import type { Item } from '../model/inventory/item.ts';
import { growInventory } from './create-inventory.ts';
import { openInventoryFile } from './inventory-file.ts';
import type { InventoryFile, InventoryReader, ReadContext } from './reader.ts';
import { readers as allReaders } from './readers.ts';
import { relate } from './relate.ts';

export interface ReadOptions {
  /** Default: the working directory. */
  readonly cwd?: string;
  readonly readers?: readonly InventoryReader[];
  readonly signal?: AbortSignal;
  readonly onFile?: (files: number) => void;
  /** Keeps standard input and pipes for whoever reads them after this; by default they are let go at the end. */
  readonly streams?: Streams;
  /** Whether a stream that no reader claims is passed over as files are, because something else reads it too; default false. */
  readonly strangeStreams?: boolean;
}

/** What was read, and what became of every file: `files = read + passedOver + problems`' files. */
export interface ReadResult {
  readonly inventory: Inventory;
  readonly problems: readonly InputProblem[];
  readonly files: number;
  /** Files per reader id. */
  readonly byReader: Readonly<Record<string, number>>;
  /** Files that no reader claims: most files of a repository are. */
  readonly passedOver: number;
  readonly interrupted: boolean;
}

/** Folders that hold no configuration of their own, or too much that is not the user's. */
const rule: EntryRule = (entry) =>
  /^(?:\.git|\.hg|\.svn|node_modules|\.terraform|\.venv|__pycache__|\.runtime|\.tokenward|\.lab)$/.test(entry)
    ? 'pass-over'
    : 'read';

function below(root: string, path: string): string {
  return relative(root, path).split(sep).join('/');
}

function isMany(it: Item | readonly Item[]): it is readonly Item[] {
  return Array.isArray(it);
}

interface Source {
  readonly name: string;
  /** Below the named folder; absent for streams, which have none. */
  readonly path?: string;
  readonly absolute: string;
}

/** What files with such content are called: a stream has no name to go by. What an ending alone tells is not among them. */
function pathsOfStream(head: string): readonly string[] {
  const endings = /^\s*[[{]/.test(head)
    ? ['json', 'jsonl', 'inf', 'log']
    : ['yaml', 'csv', 'tsv', 'ldf', 'xml', 'inf', 'txt', 'log'];
  return endings.map((it) => `stdin.${it}`);
}

/** The file as the first reader that claims it wants it. */
function claimed(
  { name, path, absolute }: Source,
  readers: readonly InventoryReader[],
  problem: (problem: InputProblem) => void,
): { readonly file: InventoryFile; readonly reader: InventoryReader | undefined } {
  const file = openInventoryFile(name, path ?? '', absolute, problem);
  if (path !== undefined) return { file, reader: readers.find((it) => it.claims(file)) };
  for (const it of pathsOfStream(file.head)) {
    const named = { ...file, path: it };
    const reader = readers.find((one) => one.claims(named));
    if (reader !== undefined) return { file: named, reader };
  }
  return { file, reader: undefined };
}

function strangeStream(name: string): InputProblem {
  const what = name === '-' ? 'standard input' : name;
  return {
    code: 'UNRECOGNISED',
    message: `${what} is nothing that is known by its content: docs/inventory.md lists what is; what is told by its path must be a file`,
    position: { file: name },
  };
}

/** What a reader trips over is one file's problem: the others are read all the same. */
function toReadProblem(error: unknown, file: string): InputProblem {
  const expected = error instanceof TokenwardError || (error instanceof Error && 'code' in error);
  if (expected) return toProblem(error, file);
  const message = error instanceof Error ? error.message : String(error);
  return {
    code: 'DOCUMENT_INVALID',
    message: `${file}: reading it failed; please report this defect of tokenward: ${message}`,
    position: { file },
  };
}

/**
 * Reads all files below the given paths.
 *
 * A file that cannot be read, and a document that is not valid, is a problem among the others; the rest is read.
 */
export async function readInventory(paths: readonly string[], options: ReadOptions = {}): Promise<ReadResult> {
  const cwd = options.cwd ?? process.cwd();
  const readers = options.readers ?? allReaders;
  const problems: InputProblem[] = [];
  const growing = growInventory();
  const byReader: Record<string, number> = {};
  let files = 0;
  let passedOver = 0;
  const problem = (it: InputProblem): void => {
    problems.push(it);
  };
  const take = async (source: Source): Promise<void> => {
    files++;
    options.onFile?.(files);
    try {
      const { file, reader } = claimed(source, readers, problem);
      if (reader === undefined) {
        passedOver++;
        return;
      }
      byReader[reader.id] = (byReader[reader.id] ?? 0) + 1;
      const here = { source: reader.id, collectedAt: file.modifiedAt, file: file.name };
      const context: ReadContext = {
        where: (place) => ({ ...here, ...place, collectedAt: place?.collectedAt ?? here.collectedAt }),
        problem,
        collected: growing.collect,
      };
      for await (const item of reader.read(file, context)) {
        // One file may be hundreds of megabytes.
        if (options.signal?.aborted === true) break;
        if (!isMany(item)) growing.add(item);
        else for (const one of item) growing.add(one);
      }
    } catch (error) {
      problem(toReadProblem(error, source.name));
    }
  };
  const streams = options.streams ?? keepStreams();
  const seen = new Set<string>();
  try {
    for await (const found of find(paths, cwd, rule)) {
      if (options.signal?.aborted === true) break;
      if (found.kind === 'problem') problem(found.problem);
      if (found.kind === 'file') await take({ name: found.name, path: below(cwd, found.path), absolute: found.path });
      if ((found.kind !== 'stdin' && found.kind !== 'pipe') || seen.has(found.name)) continue;
      seen.add(found.name);
      const { path, bytes, problems: broken } = await streams.keep(found);
      for (const it of broken) problem(it);
      const before = passedOver;
      if (bytes > 0) await take({ name: found.name, absolute: path });
      if (passedOver > before && options.strangeStreams !== true) problem(strangeStream(found.name));
    }
  } finally {
    if (options.streams === undefined) streams.close();
  }
  return {
    inventory: relate(growing),
    problems,
    files,
    byReader,
    passedOver,
    interrupted: options.signal?.aborted === true,
  };
}
