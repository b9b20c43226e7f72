// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderTerminal } from './terminal.ts';
import { hostileResult, manyResult, quietResult, sampleResult } from './testing/sample-result.ts';
import { unsafeCharacters } from './testing/unsafe-characters.ts';
import { textWidth } from './text-width.ts';

const plain = (width: number) => ({ color: false, width });

describe('renderTerminal', () => {
  it('is never wider than asked, and not wider than 120', () => {
    for (const width of [32, 40, 53, 80, 120, 400]) {
      const lines = renderTerminal(sampleResult, plain(width)).split('\n');
      expect(Math.max(...lines.map(textWidth))).toBeLessThanOrEqual(Math.min(width, 120));
    }
  });

  it('shows four numbers that add up to what was read', () => {
    const text = renderTerminal(sampleResult, plain(80));
    const number = (label: string): number =>
      Number((new RegExp(`^ *${label} +([\\d,]+)`, 'm').exec(text)?.[1] ?? 'x').replaceAll(',', ''));
    expect(number('matched') + number('clean') + number('unrecognised') + number('unparsable')).toBe(
      number('records read'),
    );
    expect(text).not.toContain('do not add up');
  });

  it('says so when the numbers do not add up', () => {
    const tally = { ...sampleResult.tally, clean: 1 };
    expect(renderTerminal({ ...sampleResult, tally }, plain(80))).toContain('do not add up');
  });

  it('shows 50 findings of each severity of 10,000 and how to get the rest', () => {
    const text = renderTerminal(manyResult(10_000), plain(100));
    expect(text).toContain('1,950 more findings of severity critical; --format jsonl gives all of them.');
    expect(text.match(/^(CRITICAL|HIGH|MEDIUM|LOW|INFO) \d+ {2}/gm)).toHaveLength(250);
  });

  it('says that a run was interrupted', () => {
    expect(renderTerminal({ ...quietResult, interrupted: true }, plain(80))).toMatch(/^Interrupted/);
  });

  it('uses colours only when told to', () => {
    expect(renderTerminal(sampleResult, { color: true, width: 80 })).toContain('\u001b[1m');
    expect(renderTerminal(sampleResult, plain(80))).not.toContain('\u001b');
  });

  it('passes no control or bidi character on', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '\u001b]0;x\u0007',
        '\u001b[2J',
        '\u009b31m',
        'a\u202eb',
        '\r\nroot',
        '\u{e0041}',
        '\ud800',
        'x'.repeat(1_000_000),
      ),
    );
    fc.assert(
      fc.property(hostile, (text) => {
        const out = renderTerminal(hostileResult(text), plain(80));
        expect(unsafeCharacters(out)).toEqual([]);
        expect(out.length).toBeLessThan(200_000);
      }),
      { numRuns: 40 },
    );
  });
});
