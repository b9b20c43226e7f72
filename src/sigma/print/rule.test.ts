// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseRules } from '../parse/rules.ts';
import { expression, text } from '../testing/arbitraries.ts';
import { selection } from '../testing/rule.ts';
import {
  type Bounds,
  type Correlation,
  correlationTypes,
  extensionTypes,
  levels,
  type Rule,
  type RuleMeta,
  statuses,
} from '../types.ts';
import { printExpression, printRule } from './rule.ts';

const position = { file: 'f.yml', line: 1, column: 1 };
const words = fc
  .oneof(
    text,
    fc.lorem({ maxCount: 25 }),
    fc.constantFrom('a\nb\n', '- x', '---\nx', '#', '1', 'null', ' a ', '\r', 'a\n---\n'),
  )
  .filter((t) => t !== '' && t.length <= 256);
const list = fc.uniqueArray(words, { maxLength: 3 });
const plain = fc.oneof(
  words,
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.array(fc.integer(), { maxLength: 3 }),
  fc.dictionary(fc.constantFrom('x', '1'), words),
);

const meta: fc.Arbitrary<RuleMeta> = fc.record(
  {
    title: words,
    id: fc.uuid(),
    name: words,
    description: words,
    status: fc.constantFrom(...statuses.filter((status) => status !== 'unsupported')),
    level: fc.constantFrom(...levels),
    license: words,
    author: words,
    date: fc.constant('2026-01-02'),
    modified: fc.constant('2026-01-03'),
    taxonomy: fc.constant('sigma'),
    references: list,
    tags: fc.uniqueArray(fc.constantFrom('attack.t1528', 'a.1', '1.2'), { maxLength: 2 }),
    falsepositives: list,
    fields: list,
    scope: list,
    related: fc.array(fc.record({ id: words, type: fc.constantFrom('derived', 'similar') }), { maxLength: 2 }),
    custom: fc.dictionary(fc.constantFrom('own', '7', 'ümlaut', 'a b', '__proto__'), plain, { noNullPrototype: true }),
    position: fc.constant(position),
  },
  {
    requiredKeys: ['title', 'references', 'tags', 'falsepositives', 'fields', 'scope', 'related', 'custom', 'position'],
  },
);
const logsource = fc.record({ product: words, service: words, definition: words }, { requiredKeys: ['product'] });

const span = fc
  .tuple(fc.integer({ min: 1, max: 9_999 }), fc.constantFrom(1e3, 6e4, 36e5, 864e5))
  .map(([n, unit]) => n * unit);
const bounds = fc.oneof(
  fc.record({ gte: fc.nat() }),
  fc.record({ gt: fc.nat(10), lte: fc.integer({ min: 11, max: 99 }) }),
  fc.record({ neq: fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n + 0) }),
);
const fields = fc.uniqueArray(words, { minLength: 1, maxLength: 3 });
const positive = fc.integer({ min: 1, max: 1_000 });
interface Ingredients {
  readonly type: Correlation['type'];
  readonly base: Pick<Correlation, 'rules' | 'groupBy' | 'timespan' | 'aliases' | 'generate'>;
  readonly bounds: Bounds;
  readonly fields: readonly string[];
  readonly positive: number;
  readonly span: number;
  readonly flag: boolean;
  readonly text: string;
}

function build({ type, base, bounds, fields, positive, span, flag, text }: Ingredients): Correlation {
  switch (type) {
    case 'event_count':
      return { ...base, type, bounds };
    case 'value_count':
    case 'value_sum':
    case 'value_avg':
      return { ...base, type, bounds, field: fields };
    case 'value_percentile':
      return { ...base, type, bounds, field: fields, percentile: positive / 10 };
    case 'temporal':
    case 'temporal_ordered':
      return flag ? { ...base, type, bounds } : { ...base, type };
    case 'first_seen':
      return { ...base, type, field: fields, learning: flag ? 0 : span, known: positive };
    case 'absence':
      return { ...base, type };
    case 'travel':
      return { ...base, type, latitude: text, longitude: 'lo', ...(flag ? { radius: text } : {}), speed: positive };
    case 'volume':
      return {
        ...base,
        type,
        ...(flag ? { field: text } : {}),
        gte: positive,
        factor: positive / 4,
        baseline: span,
        learning: positive,
      };
  }
}

const correlation: fc.Arbitrary<Correlation> = fc
  .record({
    type: fc.constantFrom(...correlationTypes, ...extensionTypes),
    base: fc.record({
      rules: fc.uniqueArray(words, { minLength: 2, maxLength: 3 }),
      groupBy: list,
      timespan: span,
      aliases: fc.dictionary(
        fc.constantFrom('x', '2'),
        fc.dictionary(fc.constantFrom('r', '1'), words, { noNullPrototype: true }),
        { noNullPrototype: true },
      ),
      generate: fc.boolean(),
    }),
    bounds,
    fields,
    positive,
    span,
    flag: fc.boolean(),
    text: words,
  })
  .map(build);

const rule: fc.Arbitrary<Rule> = fc.oneof(
  fc.record({ kind: fc.constant('detection' as const), meta, logsource, condition: expression }),
  fc.record({
    kind: fc.constant('filter' as const),
    meta,
    logsource,
    rules: fc.oneof(fc.constant('any' as const), fc.uniqueArray(words, { minLength: 1, maxLength: 3 })),
    condition: expression,
  }),
  fc.record({ kind: fc.constant('correlation' as const), meta, correlation }),
);

it('parsing what is printed gives the rule back', () => {
  fc.assert(
    fc.property(rule, (original) => {
      expect(parseRules(printRule(original), 'f.yml')).toEqual({ rules: [original], rejected: [] });
    }),
    { numRuns: 1_000 },
  );
});

it('several rules print into one file', () => {
  fc.assert(
    fc.property(fc.array(rule, { minLength: 2, maxLength: 4 }), (originals) => {
      const { rules } = parseRules(originals.map(printRule).join('---\n'), 'f.yml');
      expect(rules).toMatchObject(originals.map(({ kind, meta: { title } }) => ({ kind, meta: { title } })));
    }),
  );
});

it.each([
  [
    { a: 'x', 'b|contains': ['y', 'z'] },
    { selection1: { a: 'x', 'b|contains': ['y', 'z'] }, condition: 'selection1' },
  ],
  [{ 'a|contains|all': ['x', 'y'] }, { selection1: { 'a|contains|all': ['x', 'y'] }, condition: 'selection1' }],
  [[{ a: 'x' }, { b: 'y' }], { selection1: [{ a: 'x' }, { b: 'y' }], condition: 'selection1' }],
  [{ 'a|neq': 'x' }, { filter1: { a: 'x' }, condition: 'not filter1' }],
  [['word'], { selection1: { '|contains': 'word' }, condition: 'selection1' }],
])('%j prints readably', (search, printed) => expect(parse(printExpression(selection(search)))).toEqual(printed));
