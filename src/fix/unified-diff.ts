// SPDX-License-Identifier: Apache-2.0
// A unified diff, as `git apply` and `patch` take it.

const context = 3;
/** Differing lines beyond which the middle is shown as replaced whole: the search is quadratic in them. */
const maxDistance = 2_000;

interface Edit {
  readonly sign: ' ' | '-' | '+';
  readonly line: string;
}

/** The shortest edit from one list of lines to the other. @see E. Myers, An O(ND) Difference Algorithm, 1986 */
function editsOf(before: readonly string[], after: readonly string[]): readonly Edit[] {
  const whole = (): readonly Edit[] => [
    ...before.map((line): Edit => ({ sign: '-', line })),
    ...after.map((line): Edit => ({ sign: '+', line })),
  ];
  const reach = new Map<number, number>([[1, 0]]);
  const history: ReadonlyMap<number, number>[] = [];
  for (let d = 0; d <= before.length + after.length; d++) {
    if (d > maxDistance) return whole();
    history.push(new Map(reach));
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && (reach.get(k - 1) ?? 0) < (reach.get(k + 1) ?? 0));
      let x = down ? (reach.get(k + 1) ?? 0) : (reach.get(k - 1) ?? 0) + 1;
      let y = x - k;
      while (x < before.length && y < after.length && before[x] === after[y]) {
        x++;
        y++;
      }
      reach.set(k, x);
      if (x >= before.length && y >= after.length) return walkBack(history, before, after);
    }
  }
  return whole();
}

function walkBack(
  history: readonly ReadonlyMap<number, number>[],
  before: readonly string[],
  after: readonly string[],
): readonly Edit[] {
  const edits: Edit[] = [];
  let x = before.length;
  let y = after.length;
  for (let d = history.length - 1; d >= 0; d--) {
    const reach = history[d] ?? new Map<number, number>();
    const k = x - y;
    const down = k === -d || (k !== d && (reach.get(k - 1) ?? 0) < (reach.get(k + 1) ?? 0));
    const fromX = d === 0 ? 0 : (reach.get(down ? k + 1 : k - 1) ?? 0);
    const fromY = d === 0 ? 0 : fromX - (down ? k + 1 : k - 1);
    while (x > fromX && y > fromY) {
      edits.push({ sign: ' ', line: before[--x] ?? '' });
      y--;
    }
    if (d > 0 && down) edits.push({ sign: '+', line: after[--y] ?? '' });
    else if (d > 0) edits.push({ sign: '-', line: before[--x] ?? '' });
  }
  return edits.toReversed();
}

/** Lines with their line breaks; only the last may be without. */
function linesOf(text: string): readonly string[] {
  return text === '' ? [] : text.split(/(?<=\n)/);
}

function print({ sign, line }: Edit): string {
  return line.endsWith('\n') ? `${sign}${line}` : `${sign}${line}\n\\ No newline at end of file\n`;
}

function range(start: number, many: number): string {
  return many === 1 ? String(start + 1) : `${many === 0 ? start : start + 1},${many}`;
}

/** The difference of a file's texts; empty where there is none. */
export function unifiedDiff(file: string, before: string, after: string): string {
  if (before === after) return '';
  const edits = editsOf(linesOf(before), linesOf(after));
  const changed = edits.flatMap((it, index) => (it.sign === ' ' ? [] : [index]));
  const hunks: { from: number; to: number }[] = [];
  for (const index of changed) {
    const last = hunks.at(-1);
    if (last !== undefined && index - context <= last.to) last.to = index + context + 1;
    else hunks.push({ from: Math.max(0, index - context), to: index + context + 1 });
  }
  const path = file.replace(/^\.\//, '').replace(/^\/+/, '');
  let out = `--- a/${path}\n+++ b/${path}\n`;
  let at = 0;
  let oldLine = 0;
  let newLine = 0;
  for (const { from, to } of hunks) {
    for (; at < from; at++) {
      if (edits[at]?.sign !== '+') oldLine++;
      if (edits[at]?.sign !== '-') newLine++;
    }
    const part = edits.slice(from, to);
    const oldMany = part.filter((it) => it.sign !== '+').length;
    const newMany = part.filter((it) => it.sign !== '-').length;
    out += `@@ -${range(oldLine, oldMany)} +${range(newLine, newMany)} @@\n${part.map(print).join('')}`;
  }
  return out;
}
