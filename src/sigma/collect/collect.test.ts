// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { compileExpression } from '../match/compile.ts';
import { parseRules } from '../parse/rules.ts';
import { ruleKey } from '../types.ts';
import { collectRules } from './collect.ts';

const detection = (name: string, more = ''): string =>
  `---\ntitle: Title ${name}\nname: ${name}\n${more}logsource: {product: p, service: s}\ndetection: {s: {a: ${name}}, condition: s}\n`;
const correlation = (name: string, rules: string, more = ''): string =>
  `---\ntitle: Title ${name}\nname: ${name}\ncorrelation: {type: temporal, rules: [${rules}], group-by: [u], timespan: 1h${more}}\n`;
const filter = (rules: string, logsource = 'product: p'): string =>
  `---\ntitle: Filter\nlogsource: {${logsource}}\nfilter: {rules: ${rules}, s: {u: good}, condition: not s}\n`;
const collect = (...texts: readonly string[]) => {
  const { rules, rejected } = parseRules(texts.join(''), 'f.yml');
  expect(rejected).toEqual([]);
  return collectRules(rules);
};

describe('references', () => {
  it('"can be referred to by the id or name"', () => {
    const { correlations, rejected, find } = collect(
      detection('a', 'id: 929a690e-bef0-4204-a928-ef5e620d6fcc\n'),
      detection('b'),
      correlation('c', '929a690e-bef0-4204-a928-ef5e620d6fcc, b'),
    );
    expect(rejected).toEqual([]);
    expect(correlations.map(ruleKey)).toEqual(['c']);
    expect(find('929a690e-bef0-4204-a928-ef5e620d6fcc')).toBe(find('a'));
    expect(find('z')).toBeUndefined();
  });

  it('"Allowing the user to chain multiple correlations together": parts come first', () => {
    const { correlations } = collect(
      correlation('x', 'y, z'),
      correlation('y', 'z'),
      correlation('z', 'a'),
      detection('a'),
    );
    expect(correlations.map(ruleKey)).toEqual(['z', 'y', 'x']);
  });

  it('a missing reference is rejected, and what rests on it', () => {
    const { correlations, rejected, find } = collect(
      detection('a'),
      correlation('x', 'a, nowhere'),
      correlation('y', 'x'),
    );
    expect(correlations).toEqual([]);
    expect(find('x')).toBeUndefined();
    expect(rejected).toMatchObject([
      { title: 'Title x', code: 'RULE_REFERENCE', reason: expect.stringContaining('"nowhere"'), position: { line: 7 } },
      { title: 'Title y', code: 'RULE_REFERENCE', reason: expect.stringContaining('"x", which was rejected') },
    ]);
  });

  it('a circle is rejected, and what rests on it', () => {
    const { correlations, rejected } = collect(
      detection('a'),
      correlation('x', 'y'),
      correlation('y', 'x, a'),
      correlation('self', 'self'),
      correlation('over', 'x'),
      correlation('good', 'a'),
    );
    expect(correlations.map(ruleKey)).toEqual(['good']);
    expect(rejected.map(({ title, code }) => [title, code])).toEqual(
      ['x', 'y', 'self', 'over'].map((name) => [`Title ${name}`, 'RULE_REFERENCE']),
    );
  });

  it('an alias for a rule that is not correlated is rejected', () => {
    const { rejected } = collect(
      detection('a'),
      detection('b'),
      correlation('x', 'a', ', aliases: {ip: {a: f, b: g}}'),
    );
    expect(rejected[0]?.reason).toContain('"b", which is not among');
  });

  it('a thousand links in a chain', () => {
    const chain = Array.from({ length: 1_000 }, (_, i) => correlation(`c${i}`, i === 999 ? 'a' : `c${i + 1}`));
    expect(collect(...chain, detection('a')).correlations.map(ruleKey)[0]).toBe('c999');
  });
});

it.each([
  ['name', detection('a'), detection('a').replace('Title a', 'Other')],
  ['id', detection('a', 'id: x\n'), detection('b', 'id: x\n')],
  ['a name that is an id', detection('a', 'id: x\n'), detection('x')],
])('a duplicate %s is rejected: "unique"', (_, first, second) => {
  const { detections, rejected } = collect(first, second);
  expect(detections.map(ruleKey)).toEqual(['a']);
  expect(rejected).toMatchObject([{ code: 'RULE_DUPLICATE', reason: expect.stringContaining('(f.yml:2)') }]);
});

describe('reported', () => {
  it('parts of a correlation are not', () => {
    expect([...collect(detection('a'), detection('b'), correlation('x', 'a')).reported]).toEqual(['b', 'x']);
  });
  it('parts are with generate: "if the rules referred should be converted as stand-alone rules"', () => {
    const { reported } = collect(detection('a'), correlation('x', 'a', ', generate: true'), correlation('y', 'x, a'));
    expect([...reported].sort()).toEqual(['a', 'y']);
  });
  it('parts of a rejected correlation are not', () => {
    expect([...collect(detection('a'), correlation('x', 'a, nowhere')).reported]).toEqual([]);
  });
});

describe('filters', () => {
  const matched = (filters: string, record: unknown): readonly boolean[] =>
    collect(detection('a'), detection('b'), filters).detections.map(({ condition }) =>
      compileExpression(condition)(record),
    );

  it.each([
    ['by name', '[a]', [false, true]],
    ['by several names', '[a, b]', [false, false]],
    ['any', 'any', [false, false]],
    ['any in a list', '[any]', [false, false]],
  ])('%s', (_, rules, expected) => {
    const both = { a: ['a', 'b'] };
    expect(matched(filter(rules), { ...both, u: 'good' })).toEqual(expected);
    expect(matched(filter(rules), { ...both, u: 'bad' })).toEqual([true, true]);
  });
  it('by id', () => {
    const { detections } = collect(detection('a', 'id: x\n'), filter('[x]'));
    expect(detections[0]?.condition.kind).toBe('and');
  });
  it('any, of its logsource only', () => {
    expect(matched(filter('any', 'product: q'), { a: ['a', 'b'], u: 'good' })).toEqual([true, true]);
    expect(matched(filter('any', 'product: P, service: S'), { a: ['a', 'b'], u: 'good' })).toEqual([false, false]);
    expect(matched(filter('any', 'product: p, category: c'), { a: ['a', 'b'], u: 'good' })).toEqual([true, true]);
  });
  it('two filters on a rule both hold', () => {
    const second = filter('[a]').replace('Filter', 'Second').replace('u: good', 'u: fine');
    const { detections } = collect(detection('a'), filter('[a]'), second);
    const [match] = detections.map(({ condition }) => compileExpression(condition));
    expect(['good', 'fine', 'bad'].map((u) => match?.({ a: 'a', u }))).toEqual([false, false, true]);
  });
  it.each([
    ['an unknown rule', filter('[a, nowhere]'), '"nowhere"'],
    ['a correlation', `${correlation('x', 'a')}${filter('[a, x]')}`, 'name the detection rules'],
  ])('%s is reported, and the filter works on the others', (_, text, reason) => {
    const { detections, rejected } = collect(detection('a'), text);
    expect(rejected).toMatchObject([
      { title: 'Filter', code: 'RULE_REFERENCE', reason: expect.stringContaining(reason) },
    ]);
    expect(detections[0]?.condition.kind).toBe('and');
  });
  it('a rule of another logsource is reported', () => {
    expect(collect(detection('a'), filter('[a]', 'product: q')).rejected[0]?.reason).toContain('does not cover');
  });
  it.each([
    ['rules: mandatory', 'title: F\nlogsource: {product: p}\nfilter: {s: {a: x}, condition: s}\n', 'names no rules'],
    ['logsource: mandatory', 'title: F\nfilter: {rules: any, s: {a: x}, condition: s}\n', 'no logsource'],
    ['condition: mandatory', 'title: F\nlogsource: {product: p}\nfilter: {rules: any, s: {a: x}}\n', 'no condition'],
    [
      'selection: mandatory',
      'title: F\nlogsource: {product: p}\nfilter: {rules: any, condition: s}\n',
      'no search identifier',
    ],
  ])('%s', (_, text, reason) => expect(parseRules(text, 'f.yml').rejected[0]?.reason).toContain(reason));
});
