// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { correlation } from '../testing/rule.ts';
import { parseRules } from './rules.ts';

const base = { rules: ['a', 'b'], 'group-by': ['u'], timespan: '90m' };
const parsed = { rules: ['a', 'b'], groupBy: ['u'], timespan: 5_400_000, aliases: {}, generate: false };

it.each([
  [{ type: 'event_count', condition: { gte: 100 } }, { bounds: { gte: 100 } }],
  [{ type: 'event_count', condition: { gt: 100, lte: 200 } }, { bounds: { gt: 100, lte: 200 } }],
  [
    { type: 'value_count', condition: { field: 'User', eq: 3 } },
    { bounds: { eq: 3 }, field: ['User'] },
  ],
  [
    { type: 'value_count', condition: { field: ['a', 'b'], neq: 3 } },
    { bounds: { neq: 3 }, field: ['a', 'b'] },
  ],
  [
    { type: 'value_sum', condition: { field: 'n', gt: 1e6 } },
    { bounds: { gt: 1e6 }, field: ['n'] },
  ],
  [
    { type: 'value_avg', condition: { field: 'n', lt: 0.5 } },
    { bounds: { lt: 0.5 }, field: ['n'] },
  ],
  [
    { type: 'value_percentile', condition: { field: 'n', lte: 1 } },
    { bounds: { lte: 1 }, field: ['n'], percentile: 50 },
  ],
  [
    { type: 'value_percentile', condition: { field: 'n', percentile: 95, gte: 7 } },
    { bounds: { gte: 7 }, field: ['n'], percentile: 95 },
  ],
  [{ type: 'temporal' }, {}],
  [{ type: 'temporal_ordered' }, {}],
  [{ type: 'temporal', condition: { gte: 2 } }, { bounds: { gte: 2 } }],
  [
    { type: 'first_seen', condition: { field: 'x' } },
    { field: ['x'], learning: 0, known: 1 },
  ],
  [
    { type: 'first_seen', condition: { field: ['x', 'y'] }, learning: '7d', known: 2 },
    { field: ['x', 'y'], learning: 604_800_000, known: 2 },
  ],
  [{ type: 'absence' }, {}],
  [
    { type: 'travel', condition: { latitude: 'la', longitude: 'lo' }, speed: 900 },
    { latitude: 'la', longitude: 'lo', speed: 900 },
  ],
  [
    { type: 'travel', condition: { latitude: 'la', longitude: 'lo', radius: 'r' }, speed: 900 },
    { latitude: 'la', longitude: 'lo', radius: 'r', speed: 900 },
  ],
  [
    { type: 'volume', condition: { gte: 10, factor: 3 }, baseline: '7d' },
    { gte: 10, factor: 3, baseline: 604_800_000, learning: 3 },
  ],
  [
    { type: 'volume', condition: { field: 'n', gte: 10, factor: 1.5 }, baseline: '24h', learning: 5 },
    { field: 'n', gte: 10, factor: 1.5, baseline: 86_400_000, learning: 5 },
  ],
])('%j', (section, expected) => {
  expect(correlation({ ...base, ...section })).toEqual({ type: section.type, ...parsed, ...expected });
});

it.each([
  ['15s', 15_000],
  ['5m', 300_000],
  ['1h', 3_600_000],
  ['1d', 86_400_000],
])('timespan %s', (timespan, ms) => expect(correlation({ ...base, type: 'temporal', timespan }).timespan).toBe(ms));

it('aliases "defines field name aliases"', () => {
  const aliases = { ip: { a: 'source.ip', b: 'destination.ip' } };
  expect(correlation({ ...base, type: 'temporal', aliases }).aliases).toEqual(aliases);
});

it('generate, in the document and in the section', () => {
  expect(correlation({ ...base, type: 'temporal', generate: true }).generate).toBe(true);
  const text = 'title: T\ngenerate: true\ncorrelation: {type: temporal, rules: [a], group-by: [u], timespan: 1h}\n';
  expect(parseRules(text, 'f.yml').rules[0]).toMatchObject({ correlation: { generate: true } });
});

describe('refused, with what to write instead', () => {
  const event = { ...base, type: 'event_count', condition: { gte: 1 } };
  it.each([
    ['type: "Allowed values"', { ...base, type: 'near' }, 'event_count, value_count'],
    ['type: mandatory', base, 'no type; add it'],
    ['rules: mandatory', { ...event, rules: undefined }, 'no rules; add it'],
    ['rules: none', { ...event, rules: [] }, 'needs 1 rules'],
    ['event_count requires group-by', { ...event, 'group-by': undefined }, 'no group-by; add it'],
    ['temporal requires group-by', { ...base, type: 'temporal', 'group-by': undefined }, 'no group-by; add it'],
    ['timespan: mandatory', { ...event, timespan: undefined }, 'no timespan; add it'],
    ['condition: mandatory', { ...base, type: 'event_count' }, 'no condition; add it'],
    ['condition without comparison', { ...base, type: 'event_count', condition: {} }, 'gt, gte, lt, lte, eq, neq'],
    ['condition with text', { ...event, condition: { gte: '5' } }, 'without quotes'],
    ['two bounds on a side', { ...event, condition: { gt: 1, gte: 2 } }, 'keep one'],
    ['an empty range', { ...event, condition: { gt: 5, lt: 5 } }, 'correct its bounds'],
    ['value_count requires field', { ...base, type: 'value_count', condition: { gte: 1 } }, 'add field'],
    ['value_sum requires field', { ...base, type: 'value_sum', condition: { gte: 1 } }, 'add field'],
    ['value_avg requires field', { ...base, type: 'value_avg', condition: { gte: 1 } }, 'add field'],
    ['value_percentile requires field', { ...base, type: 'value_percentile', condition: { gte: 1 } }, 'add field'],
    [
      'percentile',
      { ...base, type: 'value_percentile', condition: { field: 'x', percentile: 101, gte: 1 } },
      '0 to 100',
    ],
    ['event_count with field', { ...event, condition: { field: 'x', gte: 1 } }, 'write one of: gt'],
    ['an unknown key', { ...event, within: '1h' }, 'write one of: type'],
    ['learning where it means nothing', { ...event, learning: '1h' }, 'write one of: type'],
    ['first_seen requires field', { ...base, type: 'first_seen', condition: {} }, 'add field'],
    ['first_seen known', { ...base, type: 'first_seen', condition: { field: 'x' }, known: 1.5 }, 'whole number'],
    ['absence of one rule', { ...base, type: 'absence', rules: ['a'] }, 'needs 2 rules'],
    ['absence with condition', { ...base, type: 'absence', condition: { gte: 1 } }, 'leave it out'],
    [
      'travel without speed',
      { ...base, type: 'travel', condition: { latitude: 'a', longitude: 'b' } },
      'no speed; add it',
    ],
    [
      'travel without longitude',
      { ...base, type: 'travel', condition: { latitude: 'a' }, speed: 1 },
      'no longitude; add it',
    ],
    [
      'travel standing still',
      { ...base, type: 'travel', condition: { latitude: 'a', longitude: 'b' }, speed: 0 },
      'above 0',
    ],
    ['volume without baseline', { ...base, type: 'volume', condition: { gte: 1, factor: 2 } }, 'no baseline; add it'],
    ['volume without factor', { ...base, type: 'volume', condition: { gte: 1 }, baseline: '7d' }, 'no factor; add it'],
    ['generate', { ...event, generate: 'yes' }, 'true or false'],
  ])('%s', (_, section, reason) => expect(() => correlation(JSON.parse(JSON.stringify(section)))).toThrow(reason));

  it.each(['1', '1w', '1M', '1H', '1.5h', '-1h', '0s', '1h30m', ' 1h', '1 h', 60, '1234567s', ''])(
    'timespan %j',
    (timespan) => expect(() => correlation({ ...event, timespan })).toThrow('as in 90m'),
  );
});
