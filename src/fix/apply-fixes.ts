// SPDX-License-Identifier: Apache-2.0
// Applies fixes to the text of a file. Whatever a splice does, the result must read as intended, or the fix is refused.
import { isDeepStrictEqual } from 'node:util';
import { parseYaml } from '../inventory/yaml-documents.ts';
import { readTree } from '../inventory/yaml-tree.ts';
import type { Change, Fix } from '../model/check.ts';
import { TokenwardError } from '../model/error.ts';
import type { DocumentPath } from '../model/inventory/provenance.ts';
import { spliceOf } from './change-text.ts';
import { changedValue } from './change-value.ts';
import type { Style } from './render.ts';

export interface FixConflict {
  readonly fix: Fix;
  /** `FIX_CONFLICT`, with the file and the reason. */
  readonly error: TokenwardError;
}

export interface Fixed {
  readonly text: string;
  /** Those that the text now follows, also where it did before. */
  readonly applied: readonly Fix[];
  readonly conflicts: readonly FixConflict[];
}

class Refused extends Error {}

/** How the file is written. */
function styleOf(text: string): Style {
  const json = /^\s*[[{]/.test(text) && !/^\s*(?:#|---)/m.test(text) && /^\s*(?:\{\s*(?:"|\})|\[)/.test(text);
  const indents = [...text.matchAll(/^( +)[^\s#-]/gm)].slice(0, 2_000).map((it) => it[1]?.length ?? 0);
  const smallest = indents.length === 0 ? 2 : Math.min(...indents);
  return { json, step: smallest >= 1 && smallest <= 8 ? smallest : 2, eol: /\r\n/.test(text) ? '\r\n' : '\n' };
}

function startsWith(path: DocumentPath, prefix: DocumentPath): boolean {
  return prefix.length <= path.length && prefix.every((part, index) => part === path[index]);
}

/** Where a path leads after list entries of the original were taken out; undefined where it led into one of them. */
function afterRemovals(path: DocumentPath, removals: readonly DocumentPath[]): DocumentPath | undefined {
  const moved = [...path];
  for (const removed of removals) {
    const index = removed.at(-1);
    const list = removed.slice(0, -1);
    if (typeof index !== 'number' || !startsWith(path, list)) continue;
    const own = path[list.length];
    if (typeof own !== 'number') continue;
    if (own === index) return undefined;
    const now = moved[list.length];
    if (own > index && typeof now === 'number') moved[list.length] = now - 1;
  }
  return moved;
}

interface Done {
  readonly document: number;
  readonly change: Change;
}

/** Two fixes get into each other's way where one writes what the other one writes or takes out. */
function clash(change: Change, document: number, done: readonly Done[]): Done | undefined {
  return done.find(
    (it) =>
      it.document === document &&
      (startsWith(it.change.path, change.path) || startsWith(change.path, it.change.path)) &&
      !isDeepStrictEqual(it.change, change),
  );
}

function readAll(text: string, file: string): readonly unknown[] {
  try {
    return parseYaml(text, file).map((it) => it.value);
  } catch (error) {
    throw new Refused(`the result would not be valid (${error instanceof Error ? error.message : 'unreadable'})`);
  }
}

function applyChange(text: string, document: number, change: Change, file: string): string {
  const values = readAll(text, file);
  if (document >= values.length) throw new Refused('there is no such document in the file');
  const wanted = values.map((it, index) => (index === document ? changedValue(it, change) : it));
  if (isDeepStrictEqual(wanted, values)) return text;
  const splice = spliceOf(text, readTree(text)[document], change, styleOf(text));
  if (splice === undefined) throw new Refused('it comes from somewhere else in the file (an alias or a merge)');
  if ('refused' in splice) throw new Refused(splice.refused);
  const changed = text.slice(0, splice.start) + splice.text + text.slice(splice.end);
  if (!isDeepStrictEqual(readAll(changed, file), wanted))
    throw new Refused('the result would say something else than meant');
  return changed;
}

/**
 * Applies fixes of one file, in their order. All changes of a fix are made, or none.
 *
 * Paths are those of the given text, whatever other fixes take out of it. A fix that cannot be made without touching
 * something else, or that gets into the way of an earlier one, is a conflict; the others are applied.
 */
export function applyFixes(text: string, fixes: readonly Fix[]): Fixed {
  const applied: Fix[] = [];
  const conflicts: FixConflict[] = [];
  const done: Done[] = [];
  let current = text;
  for (const fix of fixes) {
    try {
      const fresh = fix.changes.filter(
        (it) => !done.some((one) => one.document === fix.document && isDeepStrictEqual(one.change, it)),
      );
      let next = current;
      const own: Done[] = [];
      for (const change of fresh) {
        const other = clash(change, fix.document, [...done, ...own]);
        if (other !== undefined) throw new Refused(`another fix changes ${other.change.path.join('.')} as well`);
        const removals = [...done, ...own]
          .filter((it) => it.document === fix.document && it.change.op === 'remove')
          .map((it) => it.change.path);
        const path = afterRemovals(change.path, removals);
        if (path === undefined) throw new Refused('another fix takes the entry out');
        next = applyChange(next, fix.document, { ...change, path }, fix.file);
        own.push({ document: fix.document, change });
      }
      current = next;
      done.push(...own);
      applied.push(fix);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      conflicts.push({
        fix,
        error: new TokenwardError(
          'FIX_CONFLICT',
          `${fix.file}: "${fix.title}" cannot be made by itself: ${error.message}. Make it by hand.`,
          {
            position: { file: fix.file },
          },
        ),
      });
    }
  }
  return { text: current, applied, conflicts };
}
