// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { processorTime } from '../../../test/processor-time.ts';
import { rejection } from '../testing/rule.ts';
import { parseRules } from './rules.ts';

const rule = (title: string): string =>
  `title: ${title}\nlogsource: {product: p}\ndetection: {s: {a: x}, condition: s}\n`;
const titles = (text: string): readonly string[] => parseRules(text, 'f.yml').rules.map(({ meta }) => meta.title);

describe('documents', () => {
  it.each([
    ['none', '', []],
    ['a comment', '# nothing\n', []],
    ['one', rule('A'), ['A']],
    ['several', `---\n${rule('A')}---\n${rule('B')}...\n---\n${rule('C')}`, ['A', 'B', 'C']],
    ['an empty one between', `${rule('A')}---\n---\n${rule('B')}`, ['A', 'B']],
    ['a byte order mark and CRLF', `\ufeff${rule('A')}---\n${rule('B')}`.replaceAll('\n', '\r\n'), ['A', 'B']],
    ['a directive', `%YAML 1.2\n---\n${rule('A')}`, ['A']],
    ['--- inside a text', `${rule('A')}description: |\n  x\n  ---\n  y\n`, ['A']],
  ])('%s', (_, text, expected) => expect(titles(text)).toEqual(expected));

  it.each([
    ['an open bracket', 'title: [x\n'],
    ['an open quote', 'title: "x\n'],
    ['a tab', 'a:\n\tb: 1\n'],
    ['a wrong rule', 'title: x\n'],
  ])('%s does not lose the others', (_, bad) => {
    const { rules, rejected } = parseRules(`${rule('A')}---\n${bad}---\n${rule('B')}`, 'f.yml');
    expect(rules.map(({ meta }) => [meta.title, meta.position.line])).toEqual([
      ['A', 1],
      ['B', 6 + bad.split('\n').length - 1],
    ]);
    expect(rejected).toHaveLength(1);
    expect(rejected[0]?.position.line).toBeGreaterThanOrEqual(4);
    expect(rejected[0]?.position.line).toBeLessThanOrEqual(6 + bad.split('\n').length - 2);
  });
});

describe('refused', () => {
  it.each([
    ['a duplicate key', 'title: A\ntitle: B\n', 'RULE_SYNTAX', 2, 'rename one'],
    ['a duplicate key of another type', 'title: A\nx: {1: a, "1": b}\n', 'RULE_SYNTAX', 2, 'rename one'],
    ['a merge key', 'title: A\nx: &x {a: 1}\ny: {<<: *x}\n', 'RULE_SYNTAX', 3, 'write the keys out'],
    ['an alias without anchor', 'title: *x\n', 'RULE_SYNTAX', 1, ''],
    ['a key that is a list', 'title: A\n? [a]\n: b\n', 'RULE_SYNTAX', 2, 'write it as a text'],
    ['a document that is a text', 'hello\n', 'RULE_INVALID', 1, 'as a mapping'],
    ['action: global', 'action: global\ntitle: A\n', 'RULE_UNSUPPORTED', 1, 'write each rule out'],
    ['none of the kinds', 'title: A\n', 'RULE_INVALID', 1, 'detection, correlation, filter'],
    ['two of the kinds', 'title: A\ndetection: {}\ncorrelation: {}\n', 'RULE_INVALID', 1, 'detection and correlation'],
  ])('%s', (_, text, code, line, reason) =>
    expect(rejection(text)).toMatchObject({ code, reason: expect.stringContaining(reason), position: { line } }),
  );

  it('a billion laughs', () => {
    const levels = Array.from(
      { length: 12 },
      (_, i) => `k${i + 1}: &k${i + 1} [${Array(10).fill(`*k${i}`).join(', ')}]`,
    );
    expect(rejection(`title: A\nk0: &k0 x\n${levels.join('\n')}\n`).reason).toContain('aliases');
  });
  it('an alias inside its own anchor', () => expect(rejection('title: A\nx: &x [*x]\n').code).toBe('RULE_SYNTAX'));
  it('nesting that no stack holds', () => expect(rejection('['.repeat(100_000)).reason).toContain('flatten it'));
  it('many keys take no quadratic time', () => {
    const text = Array.from({ length: 20_000 }, (_, i) => `k${i}: 1\n`).join('');
    expect(processorTime(2_000, () => expect(rejection(text).reason).toContain('no title'))).toBeLessThan(2_000);
  });
  it('nesting without end', () => {
    expect(rejection(`title: A\nx: ${'['.repeat(200)}${']'.repeat(200)}\n`).reason).toContain('flatten it');
  });
});

describe('set', () => {
  const correlation = `title: T
correlation:
  type: event_count
  rules: [a]
  group-by: [u]
  timespan: 1h
  condition: {gt: 3}
`;
  const tuned = (values: Readonly<Record<string, unknown>>, text = correlation) =>
    parseRules(text, 'f.yml', { set: ({ title }) => (title === 'T' ? values : undefined) });

  it('replaces what is written', () => {
    expect(
      tuned({ 'correlation.timespan': '30m', 'correlation.condition.gt': 5, level: 'low' }).rules[0],
    ).toMatchObject({
      meta: { level: 'low' },
      correlation: { timespan: 1_800_000, bounds: { gt: 5 } },
    });
  });
  it('replaces whole parts, items of lists, and keys with dots', () => {
    expect(tuned({ 'correlation.condition': { lt: 2 }, 'correlation.rules.0': 'b' }).rules[0]).toMatchObject({
      correlation: { rules: ['b'], bounds: { lt: 2 } },
    });
    const dotted = 'title: T\nlogsource: {product: p}\ndetection: {s: {user.name|contains: x}, condition: s}\n';
    expect(tuned({ 'detection.s.user.name|contains': 'y' }, dotted).rules[0]).toMatchObject({
      condition: { field: 'user.name', test: { parts: [{}, { text: 'y' }, {}] } },
    });
  });
  it.each([
    [{ 'corelation.timespan': '1h' }, 'corelation.timespan'],
    [{ 'correlation.time.span': '1h' }, 'correlation.time.span'],
    [{ 'correlation.rules.7': 'x' }, 'correlation.rules.7'],
    [{ lvel: 'high' }, 'lvel'],
    [{ 'correlation.timespan': 'soon' }, 'as in 90m'],
    [{ level: () => 'high' }, 'cannot be put'],
  ])('%j is refused', (values, reason) => {
    const { rules, rejected } = tuned(values);
    expect(rules).toEqual([]);
    expect(rejected[0]).toMatchObject({
      code: 'RULE_INVALID',
      reason: expect.stringContaining(reason),
      position: { file: 'f.yml' },
    });
  });
});

it('any text gives rules or reasons, each with a place', () => {
  const piece = fc.constantFrom(
    'title: T\n',
    '---\n',
    '...\n',
    'detection:\n',
    '  s: {a: x}\n',
    '  condition: s\n',
    '- ',
    '[',
    '{',
    '"',
    '&a ',
    '*a',
    ': ',
    '? ',
    '|\n',
    '%',
    '\t',
    '\n',
    'logsource: {product: p}\n',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 15 }), (pieces) => {
      for (const { position } of parseRules(pieces.join(''), 'f.yml').rejected) {
        expect(position.line).toBeGreaterThan(0);
        expect(position.column).toBeGreaterThan(0);
      }
    }),
    { numRuns: 1_000 },
  );
});
