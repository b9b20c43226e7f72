// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unifiedDiff } from './unified-diff.ts';

/** Applies a diff the plain way, so that what it says is held against what it is of. */
function patched(before: string, diff: string): string {
  const lines = before === '' ? [] : before.split(/(?<=\n)/);
  const out: string[] = [];
  let at = 0;
  for (const line of diff.split(/(?<=\n)/).slice(2)) {
    const hunk = /^@@ -(\d+)(?:,(\d+))? /.exec(line);
    if (hunk !== null) {
      const start = Number(hunk[1]) - (hunk[2] === '0' ? 0 : 1);
      while (at < start) out.push(lines[at++] ?? '');
    } else if (line.startsWith('\\')) out.push((out.pop() ?? '').replace(/\n$/, ''));
    else if (line.startsWith('+')) out.push(line.slice(1));
    else if (line.startsWith(' ')) {
      expect(lines[at]?.replace(/\n$/, '')).toBe(line.slice(1).replace(/\n$/, ''));
      out.push(lines[at++] ?? '');
    } else if (line.startsWith('-')) at++;
  }
  return [...out, ...lines.slice(at)].join('');
}

describe('unifiedDiff', () => {
  it('says nothing where nothing differs', () => {
    expect(unifiedDiff('a.yml', 'a\n', 'a\n')).toBe('');
  });

  it('is what diff -u prints', () => {
    const before = 'one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\nten\n';
    expect(unifiedDiff('./a.yml', before, before.replace('two', '2').replace('ten\n', 'ten'))).toBe(
      '--- a/a.yml\n+++ b/a.yml\n@@ -1,5 +1,5 @@\n one\n-two\n+2\n three\n four\n five\n@@ -7,4 +7,4 @@\n seven\n eight\n nine\n-ten\n+ten\n\\ No newline at end of file\n',
    );
  });

  it('gives the new text when it is applied', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 20 })
      .map((lines) => lines.map((it) => `${it}\n`).join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        if (before !== after) expect(patched(before, unifiedDiff('x', before, after))).toBe(after);
      }),
    );
  });
});
