// SPDX-License-Identifier: Apache-2.0
// Files and folders to an inventory: finds files, lets the first reader that claims one read it, and accounts for each.
import { relative, sep } from 'node:path';
import { type EntryRule, find, toProblem } from '../ingest/ingest.ts';
import type { InputProblem } from '../model/account.ts';
import { TokenwardError } from '../model/error.ts';
import type { Collected, Inventory } from '../model/inventory/inventory.ts';
import type { Item } from '../model/inventory/item.ts';
import { createInventory } from './create-inventory.ts';
import { openInventoryFile } from './inventory-file.ts';
import type { InventoryReader, ReadContext } from './reader.ts';
import { readers as allReaders } from './readers.ts';
import { relate } from './relate.ts';

export interface ReadOptions {
  /** Default: the working directory. */
  readonly cwd?: string;
  readonly readers?: readonly InventoryReader[];
  readonly signal?: AbortSignal;
  readonly onFile?: (files: number) => void;
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
  const items: Item[] = [];
  const collections: Collected[] = [];
  const byReader: Record<string, number> = {};
  let files = 0;
  let passedOver = 0;
  const problem = (it: InputProblem): void => {
    problems.push(it);
  };
  for await (const found of find(paths, cwd, rule)) {
    if (options.signal?.aborted === true) break;
    if (found.kind === 'problem') problem(found.problem);
    if (found.kind === 'stdin' || found.kind === 'pipe') {
      // Which export it is, is told by path and head, and places are found by reading again: a stream allows neither.
      problem({
        code: 'INPUT_UNREADABLE',
        message: `${found.kind === 'stdin' ? 'standard input' : found.name} is a stream, which cannot be audited: save it to a file first`,
        position: { file: found.name },
      });
    }
    if (found.kind !== 'file') continue;
    files++;
    options.onFile?.(files);
    try {
      const file = openInventoryFile(found.name, below(cwd, found.path), found.path, problem);
      const reader = readers.find((it) => it.claims(file));
      if (reader === undefined) {
        passedOver++;
        continue;
      }
      byReader[reader.id] = (byReader[reader.id] ?? 0) + 1;
      const context: ReadContext = {
        where: ({ collectedAt = file.modifiedAt, ...place } = {}) => ({
          source: reader.id,
          collectedAt,
          file: file.name,
          ...place,
        }),
        problem,
        collected: (it) => {
          collections.push(it);
        },
      };
      for await (const item of reader.read(file, context)) items.push(item);
    } catch (error) {
      problem(toReadProblem(error, found.name));
    }
  }
  const inventory = relate(createInventory(items, collections));
  return { inventory, problems, files, byReader, passedOver, interrupted: options.signal?.aborted === true };
}
