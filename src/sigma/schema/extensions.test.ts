// SPDX-License-Identifier: Apache-2.0
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { parseRules } from '../parse/rules.ts';
import { extensionTypes } from '../types.ts';
import { extensionSchemas } from './extensions.ts';

const ajv = new Ajv2020({ strict: true, strictTypes: false, allErrors: true });
const base = { rules: ['used', 'issued'], 'group-by': ['u'], timespan: '1h' };
const good = {
  first_seen: { ...base, type: 'first_seen', condition: { field: ['x', 'y'] }, learning: '7d', known: 2 },
  absence: { ...base, type: 'absence', aliases: { id: { used: 'a', issued: 'b' } }, generate: true },
  travel: { ...base, type: 'travel', condition: { latitude: 'a', longitude: 'b', radius: 'c' }, speed: 900 },
  volume: { ...base, type: 'volume', condition: { field: 'n', gte: 5, factor: 2.5 }, baseline: '7d', learning: 3 },
} as const;

const bad: readonly Readonly<Record<string, unknown>>[] = [
  { timespan: '1w' },
  { timespan: '0s' },
  { timespan: undefined },
  { 'group-by': undefined },
  { rules: [] },
  { rules: ['a', 'a'] },
  { condition: { wrong: 1 } },
  { more: 1 },
  { generate: 'yes' },
];

describe.each(extensionTypes)('%s', (type) => {
  const validate = ajv.compile(extensionSchemas[type]);
  const agrees = (correlation: object): boolean => {
    const document = JSON.parse(JSON.stringify({ title: 'T', level: 'high', correlation }));
    const valid = validate(document);
    expect(parseRules(stringify(document), 'f.yml').rejected.length === 0).toBe(valid);
    return valid;
  };
  it('takes what the parser takes', () => expect(agrees(good[type])).toBe(true));
  it.each(bad.map((change) => [change] as const))('and refuses %j as it does', (change) =>
    expect(agrees({ ...good[type], ...change })).toBe(false),
  );
});

it.each([
  ['first_seen', { condition: undefined }],
  ['first_seen', { condition: { field: [] } }],
  ['first_seen', { learning: 'long' }],
  ['first_seen', { known: -1 }],
  ['absence', { rules: ['used'] }],
  ['absence', { rules: 'used' }],
  ['travel', { speed: 0 }],
  ['travel', { speed: undefined }],
  ['travel', { condition: { latitude: 'a' } }],
  ['volume', { baseline: undefined }],
  ['volume', { condition: { gte: 5 } }],
  ['volume', { condition: { gte: 0, factor: 2 } }],
  ['volume', { learning: 1.5 }],
] as const)('%s with %j is refused by both', (type, change) => {
  const document = JSON.parse(JSON.stringify({ title: 'T', correlation: { ...good[type], ...change } }));
  expect(ajv.validate(extensionSchemas[type], document)).toBe(false);
  expect(parseRules(stringify(document), 'f.yml').rejected).toHaveLength(1);
});
