// SPDX-License-Identifier: Apache-2.0
import {
  describe,
  type MapNode,
  member,
  type Node,
  requireMap,
  requireNumber,
  requireOneOf,
  requireText,
  requireTexts,
} from '../document/node.ts';
import { problem, shown } from '../problem.ts';
import { type Correlation, type CorrelationRule, correlationTypes, extensionTypes, type RuleMeta } from '../types.ts';
import { boundNames, parseBounds, parseFields } from './bounds.ts';
import { parseTimespan } from './timespan.ts';

const common = ['type', 'rules', 'group-by', 'timespan', 'condition', 'aliases', 'generate'] as const;
const moreKeys: Readonly<Partial<Record<Correlation['type'], readonly string[]>>> = {
  first_seen: ['learning', 'known'],
  travel: ['speed'],
  volume: ['baseline', 'learning'],
};
const conditionKeys: Readonly<Record<Correlation['type'], readonly string[]>> = {
  event_count: boundNames,
  value_count: ['field', ...boundNames],
  value_sum: ['field', ...boundNames],
  value_avg: ['field', ...boundNames],
  value_percentile: ['field', 'percentile', ...boundNames],
  temporal: boundNames,
  temporal_ordered: boundNames,
  first_seen: ['field'],
  absence: [],
  travel: ['latitude', 'longitude', 'radius'],
  volume: ['field', 'gte', 'factor'],
};

/**
 * Reads a correlation document (Sigma correlation rules specification 2.1, and the extensions of docs/sigma-extensions.md).
 *
 * @throws TokenwardError RULE_INVALID
 */
export function parseCorrelation(document: MapNode, node: Node, meta: RuleMeta): CorrelationRule {
  const map = requireMap(node, 'correlation');
  const type = requireOneOf(need(map, 'type'), 'the type of the correlation', [...correlationTypes, ...extensionTypes]);
  onlyKeys(map, [...common, ...(moreKeys[type] ?? [])], `a ${type} correlation`);
  const written = member(map, 'condition');
  const condition = written === undefined ? undefined : requireMap(written, 'the condition of the correlation');
  if (condition !== undefined) onlyKeys(condition, conditionKeys[type], `the condition of a ${type} correlation`);
  const rules = requireTexts(need(map, 'rules'), 'rules');
  const least = type === 'absence' ? 2 : 1;
  if (rules.length < least)
    throw problem('RULE_INVALID', `a ${type} correlation needs ${least} rules; name them`, map.at);
  const base = {
    rules,
    groupBy: requireTexts(need(map, 'group-by'), 'group-by'),
    timespan: parseTimespan(need(map, 'timespan'), 'timespan'),
    aliases: parseAliases(member(map, 'aliases')),
    generate: parseGenerate(member(map, 'generate') ?? member(document, 'generate')),
  };
  return { kind: 'correlation', meta, correlation: { ...base, ...parseType(type, map, condition) } };
}

type OfType<T> = T extends unknown ? Omit<T, 'rules' | 'groupBy' | 'timespan' | 'aliases' | 'generate'> : never;

function parseType(type: Correlation['type'], map: MapNode, written: MapNode | undefined): OfType<Correlation> {
  if (type === 'absence') return { type };
  if (type === 'temporal' || type === 'temporal_ordered') {
    return written === undefined ? { type } : { type, bounds: parseBounds(written) };
  }
  const condition = written ?? requireMap(need(map, 'condition'), 'condition');
  switch (type) {
    case 'event_count':
      return { type, bounds: parseBounds(condition) };
    case 'value_count':
    case 'value_sum':
    case 'value_avg':
      return { type, bounds: parseBounds(condition), field: parseFields(condition, type) };
    case 'value_percentile': {
      const percentile = numberOr(condition, 'percentile', 50);
      if (percentile < 0 || percentile > 100) {
        throw problem('RULE_INVALID', `percentile is ${percentile}; write a number from 0 to 100`, condition.at);
      }
      return { type, bounds: parseBounds(condition), field: parseFields(condition, type), percentile };
    }
    case 'first_seen': {
      const learning = member(map, 'learning');
      return {
        type,
        field: parseFields(condition, type),
        learning: learning === undefined ? 0 : parseTimespan(learning, 'learning', true),
        known: wholeOr(map, 'known', 1),
      };
    }
    case 'travel': {
      const radius = member(condition, 'radius');
      return {
        type,
        latitude: requireText(need(condition, 'latitude'), 'latitude'),
        longitude: requireText(need(condition, 'longitude'), 'longitude'),
        ...(radius === undefined ? {} : { radius: requireText(radius, 'radius') }),
        speed: positive(map, 'speed'),
      };
    }
    case 'volume': {
      const field = member(condition, 'field');
      return {
        type,
        ...(field === undefined ? {} : { field: requireText(field, 'field of the condition') }),
        gte: positive(condition, 'gte'),
        factor: positive(condition, 'factor'),
        baseline: parseTimespan(need(map, 'baseline'), 'baseline'),
        learning: wholeOr(map, 'learning', 3),
      };
    }
  }
}

function parseAliases(node: Node | undefined): Correlation['aliases'] {
  if (node === undefined) return {};
  return Object.fromEntries(
    requireMap(node, 'aliases').entries.map(({ key, value }) => [
      key,
      Object.fromEntries(
        requireMap(value, `the alias ${key}`).entries.map((entry) => [
          entry.key,
          requireText(entry.value, `the field of ${entry.key} in the alias ${key}`),
        ]),
      ),
    ]),
  );
}

function parseGenerate(node: Node | undefined): boolean {
  if (node === undefined) return false;
  if (node.kind === 'scalar' && typeof node.value === 'boolean') return node.value;
  throw problem('RULE_INVALID', `generate is ${describe(node)}; write true or false`, node.at);
}

function need(map: MapNode, key: string): Node {
  const node = member(map, key);
  if (node !== undefined) return node;
  throw problem('RULE_INVALID', `the correlation has no ${key}; add it`, map.at);
}

function numberOr(map: MapNode, key: string, otherwise: number): number {
  const node = member(map, key);
  return node === undefined ? otherwise : requireNumber(node, key);
}

function wholeOr(map: MapNode, key: string, otherwise: number): number {
  const value = numberOr(map, key, otherwise);
  if (Number.isInteger(value) && value >= 0) return value;
  throw problem('RULE_INVALID', `${key} is ${value}; write a whole number, 0 or more`, member(map, key)?.at ?? map.at);
}

function positive(map: MapNode, key: string): number {
  const node = need(map, key);
  const value = requireNumber(node, key);
  if (value > 0) return value;
  throw problem('RULE_INVALID', `${key} is ${value}; write a number above 0`, node.at);
}

function onlyKeys(map: MapNode, keys: readonly string[], what: string): void {
  const wrong = map.entries.find(({ key }) => !keys.includes(key));
  if (wrong === undefined) return;
  const allowed = keys.length === 0 ? 'leave it out' : `write one of: ${keys.join(', ')}`;
  throw problem('RULE_INVALID', `${what} has no ${shown(wrong.key)}; ${allowed}`, wrong.keyAt);
}
