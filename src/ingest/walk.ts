// SPDX-License-Identifier: Apache-2.0
// Entries are looked at synchronously: one after the other, each in microseconds, where handing each to the thread pool and
// waiting for it takes several times as long. Only globs are left to the asynchronous function.
import { lstatSync, readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { problemItem, systemReason, type Unread } from './input.ts';

/** A thing to read, before it is looked into. */
export type Found =
  | {
      readonly kind: 'file' | 'pipe';
      readonly name: string;
      readonly path: string;
      readonly size: number;
      /** Came up on a walk through a folder, rather than being named. */
      readonly walked: boolean;
    }
  | { readonly kind: 'stdin'; readonly name: '-' }
  /** The end of a named folder's content. */
  | { readonly kind: 'folder-end'; readonly name: string }
  | Unread;

/**
 * What a walk does with an entry of a folder: reads it, passes over it, passes over it and says so, or, where the entry is
 * a mark, leaves the whole folder.
 */
export type EntryRule = (entry: string) => 'read' | 'pass-over' | 'hidden' | 'leave-folder';

/**
 * Resolves names, folders, globs and `-`, in the order given; folders and globs in the order of their names.
 *
 * @param rule what to do with entries of folders; by default hidden ones are named and not read
 */
export async function* find(
  patterns: readonly string[],
  cwd: string,
  rule: EntryRule = ruleForLogs,
): AsyncGenerator<Found> {
  for (const pattern of patterns) {
    if (pattern === '-') {
      yield { kind: 'stdin', name: '-' };
      continue;
    }
    const path = resolve(cwd, pattern);
    const found = pattern === '' ? new Error('a name is expected, not empty text') : look(path);
    if (!(found instanceof Error)) yield* named(pattern, path, found, rule);
    else if (/[*?[\]{}]/.test(pattern)) yield* matching(pattern, cwd, rule);
    else yield problemItem('INPUT_UNREADABLE', `${pattern}: ${systemReason(found)}`, pattern);
  }
}

function look(path: string): Stats | Error {
  try {
    return statSync(path);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

async function* named(name: string, path: string, stats: Stats, rule: EntryRule): AsyncGenerator<Found> {
  if (stats.isFile()) yield { kind: 'file', name, path, size: stats.size, walked: false };
  else if (stats.isFIFO() || stats.isCharacterDevice()) yield { kind: 'pipe', name, path, size: 0, walked: false };
  else if (stats.isDirectory()) {
    const root = realpathSync.native(path);
    yield* walk({ name: name.replace(/(?<=.)[/\\]+$/, ''), path }, root, new Set([root]), rule);
    yield { kind: 'folder-end', name };
  } else yield problemItem('INPUT_UNREADABLE', `${name}: a ${kindOf(stats)} cannot be read as a log`, name);
}

async function* matching(pattern: string, cwd: string, rule: EntryRule): AsyncGenerator<Found> {
  const names: string[] = [];
  try {
    for await (const name of glob(pattern, { cwd })) names.push(name);
  } catch (error) {
    yield problemItem('INPUT_UNREADABLE', `${pattern}: ${systemReason(error)}`, pattern);
    return;
  }
  if (names.length === 0) {
    yield problemItem('INPUT_UNREADABLE', `${pattern}: no file or folder has a name like this`, pattern);
  }
  // A folder's content is left to its own walk when the pattern matched both.
  const folders: string[] = [];
  for (const name of names.sort(byName)) {
    if (folders.some((folder) => name.startsWith(folder))) continue;
    const path = resolve(cwd, name);
    const found = look(path);
    if (found instanceof Error) {
      yield problemItem('INPUT_UNREADABLE', `${name}: ${systemReason(found)}`, name);
      continue;
    }
    if (found.isDirectory()) folders.push(name === '.' ? '' : `${name}${sep}`);
    yield* named(name, path, found, rule);
  }
}

interface Place {
  readonly name: string;
  readonly path: string;
}

async function* walk(folder: Place, root: string, visited: Set<string>, rule: EntryRule): AsyncGenerator<Found> {
  let entries: string[];
  try {
    entries = readdirSync(folder.path).sort(byName);
  } catch (error) {
    yield problemItem('INPUT_UNREADABLE', `${folder.name}: ${systemReason(error)}`, folder.name);
    return;
  }
  if (entries.some((entry) => rule(entry) === 'leave-folder')) return;
  for (const entry of entries) {
    const name = folder.name === '/' ? `/${entry}` : `${folder.name}/${entry}`;
    const path = resolve(folder.path, entry);
    const what = rule(entry);
    if (what === 'pass-over') continue;
    if (what === 'hidden') yield { kind: 'skipped', name, reason: 'hidden: name it to have it read' };
    else yield* step({ name, path }, root, visited, rule);
  }
}

async function* step(place: Place, root: string, visited: Set<string>, rule: EntryRule): AsyncGenerator<Found> {
  const { name, path } = place;
  let found: Stats;
  let real: string;
  let isLink: boolean;
  try {
    const entry = lstatSync(path);
    isLink = entry.isSymbolicLink();
    found = isLink ? statSync(path) : entry;
    // Of a plain file the real place makes no difference.
    real = isLink || found.isDirectory() ? realpathSync.native(path) : path;
  } catch (error) {
    yield problemItem('INPUT_UNREADABLE', `${name}: ${systemReason(error)}`, name);
    return;
  }
  if (!found.isFile() && !found.isDirectory()) {
    yield { kind: 'skipped', name, reason: `a ${kindOf(found)}: name it to have it read` };
  } else if (isLink && isReadAnyway(real, root)) {
    yield { kind: 'skipped', name, reason: 'a link to what is read from the same folder' };
  } else if (found.isFile()) {
    yield { kind: 'file', name, path, size: found.size, walked: true };
  } else if (visited.has(real)) {
    yield { kind: 'skipped', name, reason: 'a link to a folder that was read already' };
  } else {
    visited.add(real);
    yield* walk(place, root, visited, rule);
  }
}

/**
 * What lies beside logs and is none, by its name: the settings file, a folder's README and LICENSE, and `.lab`, where
 * `tokenward lab` keeps the answers. A walk passes over these without a word; named, they are read like any file. A folder
 * with a file `.no-logs` in it holds something else, such as configuration to audit.
 */
function ruleForLogs(entry: string): ReturnType<EntryRule> {
  if (entry === '.no-logs') return 'leave-folder';
  if (/^(?:tokenward\.ya?ml|(?:readme|licen[cs]e)(?:\.(?:md|txt|rst))?|\.lab)$/i.test(entry)) return 'pass-over';
  return entry.startsWith('.') ? 'hidden' : 'read';
}

/** Inside the walked folder, with no hidden part. */
function isReadAnyway(real: string, root: string): boolean {
  const inside = relative(root, real);
  return !isAbsolute(inside) && !inside.split(sep).some((part) => part.startsWith('.'));
}

function kindOf(stats: Stats): string {
  if (stats.isFIFO()) return 'named pipe';
  if (stats.isSocket()) return 'socket';
  return stats.isDirectory() ? 'folder' : 'device';
}

function byName(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
