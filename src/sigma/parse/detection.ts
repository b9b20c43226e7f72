// SPDX-License-Identifier: Apache-2.0
import { describe, type Entry, type MapNode, type Node, type ScalarNode } from '../document/node.ts';
import { allOf, anyOf } from '../expression.ts';
import type { ModifierContext } from '../modifiers/draft.ts';
import { applyModifiers } from '../modifiers/modifiers.ts';
import { openPattern } from '../pattern.ts';
import { problem } from '../problem.ts';
import type { Expression, Scalar, ValueTest } from '../types.ts';
import { parseCondition } from './condition.ts';

export type DetectionContext = Omit<ModifierContext, 'at'>;

/**
 * Reads search identifiers and condition, of a `detection` or, with `ignored` keys, of a `filter`.
 *
 * @throws TokenwardError RULE_INVALID, RULE_UNSUPPORTED, RULE_PLACEHOLDER, REGEX_INVALID
 */
export function parseDetection(map: MapNode, context: DetectionContext, ignored: readonly string[] = []): Expression {
  const searches = new Map<string, Expression>();
  let condition: Node | undefined;
  for (const { key, keyAt, value } of map.entries) {
    if (key === 'condition') condition = value;
    else if (key === 'timeframe') {
      throw problem(
        'RULE_UNSUPPORTED',
        'timeframe is no longer part of Sigma; write a correlation document instead',
        keyAt,
      );
    } else if (!ignored.includes(key)) searches.set(key, parseSearch(value, key, context));
  }
  if (condition === undefined)
    throw problem('RULE_INVALID', 'there is no condition; add one, as in: selection', map.at);
  if (searches.size === 0)
    throw problem('RULE_INVALID', 'there is no search identifier; add one, as selection', map.at);
  const conditions = condition.kind === 'list' ? condition.items : [condition];
  if (conditions.length === 0) throw problem('RULE_INVALID', 'the list of conditions is empty; add one', condition.at);
  return anyOf(
    conditions.map((node) => {
      if (node.kind === 'scalar' && typeof node.value === 'string')
        return parseCondition(node.value, searches, node.at);
      throw problem('RULE_INVALID', `the condition is ${describe(node)}; write a text, as in: selection`, node.at);
    }),
  );
}

function parseSearch(node: Node, name: string, context: DetectionContext): Expression {
  if (node.kind === 'map') return parseMap(node, context);
  if (node.kind === 'list') return anyOf(node.items.map((item) => parseListItem(item, name, context)));
  return parseListItem(node, name, context);
}

function parseListItem(node: Node, name: string, context: DetectionContext): Expression {
  if (node.kind === 'map') return parseMap(node, context);
  if (node.kind === 'scalar' && (typeof node.value === 'string' || typeof node.value === 'number')) {
    return applyModifiers([], [node.digits ?? node.value], keyword, { ...context, at: node.at });
  }
  throw problem(
    'RULE_INVALID',
    `${name} holds ${describe(node)}; write a text to search for or a mapping of fields`,
    node.at,
  );
}

function parseMap(map: MapNode, context: DetectionContext): Expression {
  return allOf(map.entries.map((entry) => parseItem(entry, context)));
}

/** One `field|modifier|...: value`. An empty field name searches the whole record. */
function parseItem({ key, keyAt, value }: Entry, context: DetectionContext): Expression {
  const [field = '', ...names] = key.split('|');
  const leaf = field === '' ? keyword : (test: ValueTest): Expression => ({ kind: 'field', field, test });
  const values = scalars(value, key, names.some(isComparison));
  if (field === '' && names.length === 0) {
    throw problem('RULE_INVALID', 'the name of a field is empty; write one, or a list of texts to search for', keyAt);
  }
  if (values.length > 1 && values.includes(null)) {
    throw problem(
      'RULE_INVALID',
      `null stands in the list of ${field}; give it its own selection (${field}: null) and join it with "or"`,
      value.at,
    );
  }
  return applyModifiers(names, values, leaf, { ...context, at: keyAt });
}

/** @param numeric whether a number counts as such even where its digits say more */
function scalars(node: Node, key: string, numeric: boolean): readonly Scalar[] {
  const exact = ({ value, digits }: ScalarNode): Scalar => (numeric ? value : (digits ?? value));
  if (node.kind === 'scalar') return [exact(node)];
  if (node.kind === 'list') {
    return node.items.map((item) => {
      if (item.kind === 'scalar') return exact(item);
      throw problem('RULE_INVALID', `the list of ${key} holds ${describe(item)}; write plain values only`, item.at);
    });
  }
  throw problem(
    'RULE_INVALID',
    `the value of ${key} is a mapping; write nested fields with dots, as in ${key}.name`,
    node.at,
  );
}

function isComparison(modifier: string): boolean {
  return modifier === 'lt' || modifier === 'lte' || modifier === 'gt' || modifier === 'gte';
}

/** A keyword may stand anywhere in a value: "applied to the full log message". */
function keyword(test: ValueTest): Expression {
  switch (test.kind) {
    case 'string':
      return { kind: 'keyword', test: { ...test, parts: openPattern(test.parts, true, true) } };
    case 'number':
      return keyword({ kind: 'string', parts: [{ kind: 'text', text: String(test.value) }], cased: false });
    default:
      return { kind: 'keyword', test };
  }
}
