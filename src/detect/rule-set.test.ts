// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { ruleKey } from '../sigma/sigma.ts';
import { buildRuleSet, type RuleFile, type RuleSetOptions } from './rule-set.ts';

const detection = (name: string, selection: string, more = ''): string =>
  `title: ${name}\nname: ${name}\nlogsource: {product: kubernetes}\ndetection: {s: ${selection}, condition: s}\n${more}`;
const chain = `title: Chain
name: chain
correlation: {type: temporal_ordered, rules: [chain.a, chain.b], group-by: [user], timespan: 60m}
tokenward:
  settings:
    TimeWindow: {description: how long, mutableElement: AN1423/TimeWindow, at: correlation.timespan}
    Verbs: {description: verbs, placeholder: Verbs, default: [list, watch]}
---
${detection('chain.a', "{verb|expand: '%Verbs%'}")}---
${detection('chain.b', '{verb: get}')}`;
const file = (text: string, name = 'r.yml'): RuleFile => ({ file: name, text });
const build = (text: string, options?: RuleSetOptions) => buildRuleSet([file(text)], options);
const correlationOf = (options?: RuleSetOptions) => build(chain, options).collection.correlations[0]?.correlation;
const conditionOf = (options?: RuleSetOptions) => JSON.stringify(build(chain, options).collection.find('chain.a'));

test('settings change what they name, and nothing else', () => {
  expect(build(chain).rejected).toEqual([]);
  expect(correlationOf()?.timespan).toBe(3_600_000);
  expect(correlationOf({ settings: { chain: { TimeWindow: '5m' } } })?.timespan).toBe(300_000);
  expect(correlationOf({ settings: { other: { TimeWindow: '5m' } } })?.timespan).toBe(3_600_000);
  expect(conditionOf()).toContain('watch');
  const tuned = conditionOf({ settings: { chain: { Verbs: ['delete'] } } });
  expect([tuned.includes('delete'), tuned.includes('watch')]).toEqual([true, false]);
});

test('a setting that makes no sense rejects the rule, with its reason', () => {
  const { collection, rejected } = build(chain, { settings: { chain: { TimeWindow: 'soon' } } });
  expect(collection.correlations).toEqual([]);
  expect(rejected[0]).toMatchObject({ title: 'Chain', position: { file: 'r.yml' } });
});

test('a rule that is turned off takes the parts that nobody else needs along', () => {
  const second = `${chain}---\ntitle: Other\nname: other\ncorrelation: {type: event_count, rules: [chain.b], group-by: [user], timespan: 1h, condition: {gte: 2}}\n`;
  const names = (disable: readonly string[]): readonly string[] => {
    const { detections, correlations } = build(second, { disable }).collection;
    return [...detections, ...correlations].map(ruleKey).toSorted();
  };
  expect(names([])).toEqual(['chain', 'chain.a', 'chain.b', 'other']);
  expect(names(['chain'])).toEqual(['chain.b', 'other']);
  expect(names(['other'])).toEqual(['chain', 'chain.a', 'chain.b']);
  expect(names(['chain', 'other'])).toEqual([]);
  expect(names(['no such rule'])).toEqual(['chain', 'chain.a', 'chain.b', 'other']);
});

test.each([
  ['an analytic that is none', 'tokenward: {analytics: [X1]}', /analytics/],
  ['a key that is none', 'tokenward: {sumary: x}', /sumary/],
  ['a setting without a place', 'tokenward: {settings: {Time: {description: x}}}', /at.*placeholder/],
  ['a block that is a list', 'tokenward: [1]', /./],
])('%s is rejected at its place, and the other rules stay', (_name, block, reason) => {
  const text = `${detection('good', '{verb: get}')}---\n${detection('bad', '{verb: get}', `${block}\n`)}`;
  const { collection, rejected } = build(text);
  expect(collection.detections.map(ruleKey)).toEqual(['good']);
  expect(rejected).toHaveLength(1);
  expect(rejected[0]).toMatchObject({ title: 'bad', code: 'RULE_INVALID', position: { file: 'r.yml', line: 6 } });
  expect(rejected[0]?.reason).toMatch(reason);
});

test('a name that comes twice is rejected where it comes again', () => {
  const one = detection('same', '{verb: get}');
  const { collection, rejected, files } = buildRuleSet([file(one, 'a.yml'), file(one, 'b.yml')]);
  expect(collection.detections).toHaveLength(1);
  expect(rejected).toMatchObject([{ code: 'RULE_DUPLICATE', position: { file: 'b.yml' } }]);
  expect(files.has('same')).toBe(true);
});

test('placeholders that the product knows are filled in, unknown ones reject the rule', () => {
  const text = detection('p', "{verb|expand: '%Known%'}");
  const lists = (name: string) => (name === 'Known' ? ['patch'] : undefined);
  expect(JSON.stringify(build(text, { lists }).collection.find('p'))).toContain('patch');
  expect(build(text).rejected).toMatchObject([{ code: 'RULE_PLACEHOLDER' }]);
});

test('texts that are no rules never throw', () => {
  for (const text of [
    '',
    '---\n',
    '[',
    'null',
    '1',
    '- a',
    '\u0000',
    'a: &a [*a]',
    'title: x',
    `${'['.repeat(5000)}`,
  ]) {
    expect(build(text).collection.detections, JSON.stringify(text.slice(0, 20))).toEqual([]);
  }
});
