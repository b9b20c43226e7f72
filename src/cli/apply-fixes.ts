// SPDX-License-Identifier: Apache-2.0
// Writes fixes of an audit to the files they are for, or shows what it would write.
import { randomUUID } from 'node:crypto';
import { open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { applyFixes, type FixConflict } from '../fix/apply-fixes.ts';
import { unifiedDiff } from '../fix/unified-diff.ts';
import { toProblem } from '../ingest/ingest.ts';
import type { InputProblem } from '../model/account.ts';
import type { Weakness } from '../model/audit-result.ts';
import type { Fix } from '../model/check.ts';

export interface FixRequest {
  /** Also those that may break what works today. */
  readonly unsafe: boolean;
  /** Writes nothing. */
  readonly dryRun: boolean;
  /** What the names of files are relative to; default the working directory. */
  readonly cwd?: string;
}

export interface FixOutcome {
  /** Files that were written, or would be in a dry run. */
  readonly changedFiles: readonly { readonly file: string; readonly titles: readonly string[] }[];
  /** All changes as one unified diff, which `git apply` takes. */
  readonly diff: string;
  /** Weaknesses whose fix was made. */
  readonly applied: readonly Weakness[];
  /** Fixes that could not be made by themselves. */
  readonly conflicts: readonly FixConflict[];
  /** Weaknesses with a fix that was left out, because it is unsafe and was not asked for. */
  readonly leftOut: readonly Weakness[];
  /** Files that could not be read or written. */
  readonly problems: readonly InputProblem[];
}

/** Writes a whole file or leaves it as it was; a link stays a link, and the mode stays. */
async function writeWhole(path: string, text: string): Promise<void> {
  const target = await realpath(path);
  const { mode } = await stat(target);
  const part = `${target}.${randomUUID()}.tmp`;
  try {
    const handle = await open(part, 'wx', mode & 0o7777);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(part, target);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

/** Text of a file in UTF-8; undefined where it is something else, which is better left alone. */
function decode(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/**
 * Makes the fixes of weaknesses: the safe ones, and with `unsafe` all. Files are written one by one, each whole or not at all.
 */
export async function applyAuditFixes(weaknesses: readonly Weakness[], request: FixRequest): Promise<FixOutcome> {
  const byFile = new Map<string, { readonly weakness: Weakness; readonly fix: Fix }[]>();
  const leftOut: Weakness[] = [];
  for (const weakness of weaknesses) {
    const { fix } = weakness;
    if (fix === undefined) continue;
    if (fix.safety === 'unsafe' && !request.unsafe) {
      leftOut.push(weakness);
      continue;
    }
    const list = byFile.get(fix.file);
    if (list === undefined) byFile.set(fix.file, [{ weakness, fix }]);
    else list.push({ weakness, fix });
  }
  const changedFiles: FixOutcome['changedFiles'][number][] = [];
  const applied: Weakness[] = [];
  const conflicts: FixConflict[] = [];
  const problems: InputProblem[] = [];
  let diff = '';
  for (const [file, all] of byFile) {
    const path = resolve(request.cwd ?? process.cwd(), file);
    try {
      const text = decode(await readFile(path));
      if (text === undefined) {
        problems.push({
          code: 'INPUT_UNREADABLE',
          message: `${file} is not UTF-8: fix it by hand`,
          position: { file },
        });
        continue;
      }
      // Safe ones first: where two are in each other's way, the safe one is made.
      const ordered = all.toSorted((a, b) => Number(a.fix.safety === 'unsafe') - Number(b.fix.safety === 'unsafe'));
      const mark = text.startsWith('\ufeff') ? '\ufeff' : '';
      const result = applyFixes(
        text.slice(mark.length),
        ordered.map((it) => it.fix),
      );
      conflicts.push(...result.conflicts);
      const made = new Set(result.applied);
      const changed = mark + result.text;
      if (changed !== text) {
        if (!request.dryRun) await writeWhole(path, changed);
        diff += unifiedDiff(file, text, changed);
        changedFiles.push({ file, titles: [...new Set(result.applied.map((it) => it.title))] });
      }
      applied.push(...ordered.filter((it) => made.has(it.fix)).map((it) => it.weakness));
    } catch (error) {
      problems.push(toProblem(error, file));
    }
  }
  return { changedFiles, diff, applied, conflicts, leftOut, problems };
}
