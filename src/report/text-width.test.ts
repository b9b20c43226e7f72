// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { padEnd, textWidth, wrap } from './text-width.ts';
import { visible } from './visible.ts';

describe('textWidth', () => {
  it.each([
    ['abc', 3],
    ['請求書', 6],
    ['e\u0301', 1],
    ['👩‍💻', 2],
    ['ｶﾅ', 2],
    ['…', 1],
  ])('%s takes %i', (text, width) => expect(textWidth(text)).toBe(width));

  it('pads by columns', () => expect(textWidth(padEnd('請求', 10))).toBe(10));
});

describe('wrap', () => {
  it('keeps every character but spaces, within the width', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.integer({ min: 2, max: 60 }), (text, width) => {
        const line = visible(text);
        const lines = wrap(line, width);
        expect(lines.join('').replaceAll(' ', '')).toBe(line.replaceAll(' ', ''));
        for (const part of lines) expect(textWidth(part)).toBeLessThanOrEqual(width);
      }),
    );
  });

  it('breaks long names after a separator', () => {
    expect(wrap('system:serviceaccount:payments:api', 24)).toEqual(['system:serviceaccount:', 'payments:api']);
  });
});

describe('visible', () => {
  it.each([
    ['a\u001b[31mb', 'a\\x1b[31mb'],
    ['a\r\nb\tc', 'a b c'],
    ['a\u202eb', 'a\\u202eb'],
    ['\u{e0041}', '\\u{e0041}'],
    ['z\u0301\u0301\u0301\u0301\u0301\u0301', 'z\u0301\u0301\u0301\u0301'],
    ['\ud800', '\ufffd'],
  ])('%j', (text, shown) => expect(visible(text)).toBe(shown));

  it('counts what it cuts', () => expect(visible('x'.repeat(1_000_000), 3)).toBe('xxx… (999,997 more)'));
});
