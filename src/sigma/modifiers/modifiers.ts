// SPDX-License-Identifier: Apache-2.0
import { allOf, anyOf, negate } from '../expression.ts';
import { compileRegex } from '../match/regex.ts';
import { problem, shown } from '../problem.ts';
import type { Expression, Scalar, ValueTest } from '../types.ts';
import { bytesPattern, type Draft, type Modifier, type ModifierContext, toValue, type Value } from './draft.ts';
import { base64, base64offset, utf16 } from './encoding.ts';
import { expand } from './expand.ts';
import { fieldref } from './field-reference.ts';
import { all, anchor, cased, exists, neq } from './generic.ts';
import { cidr } from './network.ts';
import { compare } from './numeric.ts';
import { flag, re } from './regular-expression.ts';
import { timePart } from './time.ts';
import { windash } from './windash.ts';

/** Every modifier of the appendix, by name. */
export const modifiers: ReadonlyMap<string, Modifier> = new Map<string, Modifier>([
  ['all', all],
  ['base64', base64],
  ['base64offset', base64offset],
  ['cased', cased],
  ['cidr', cidr],
  ['contains', anchor('contains')],
  ['day', timePart('day')],
  ['endswith', anchor('endswith')],
  ['exists', exists],
  ['expand', expand],
  ['fieldref', fieldref],
  ['gt', compare('gt')],
  ['gte', compare('gte')],
  ['hour', timePart('hour')],
  ['i', flag('i')],
  ['lt', compare('lt')],
  ['lte', compare('lte')],
  ['m', flag('m')],
  ['minute', timePart('minute')],
  ['month', timePart('month')],
  ['neq', neq],
  ['re', re],
  ['s', flag('s')],
  ['startswith', anchor('startswith')],
  ['utf16', utf16('utf16')],
  ['utf16be', utf16('utf16be')],
  ['utf16le', utf16('utf16le')],
  ['week', timePart('week')],
  ['wide', utf16('wide')],
  ['windash', windash],
  ['year', timePart('year')],
]);

/**
 * What the values of a field mean once their modifiers are applied, in the given order.
 *
 * @param leaf makes the expression of one test
 * @throws TokenwardError RULE_INVALID, RULE_PLACEHOLDER, REGEX_INVALID
 */
export function applyModifiers(
  names: readonly string[],
  values: readonly Scalar[],
  leaf: (test: ValueTest) => Expression,
  context: ModifierContext,
): Expression {
  let draft: Draft = { groups: values.map((value) => [toValue(value)]), all: false, not: false, cased: false };
  for (const name of names) {
    const modifier = modifiers.get(name);
    if (modifier === undefined) {
      throw problem(
        'RULE_INVALID',
        `there is no modifier ${shown(name)}; write one of: ${[...modifiers.keys()].join(', ')}`,
        context.at,
      );
    }
    draft = modifier(draft, context);
  }
  const groups = draft.groups.map((group) => anyOf(group.map((value) => leaf(finish(value, draft.cased, context)))));
  const whole = draft.all ? allOf(groups) : anyOf(groups);
  return draft.not ? negate(whole) : whole;
}

function finish(value: Value, isCased: boolean, context: ModifierContext): ValueTest {
  if (value.kind === 'text') return { kind: 'string', parts: value.parts, cased: isCased };
  if (value.kind === 'bytes') return { kind: 'string', parts: bytesPattern(value.bytes), cased: isCased };
  if (value.kind === 'plain') return plainTest(value.value);
  if (value.test.kind === 'fieldref') return { ...value.test, cased: isCased };
  // Compiled here once to reject what is not supported; the position is known only now.
  if (value.test.kind === 'regex') compileRegex(value.test.source, value.test.flags, context.at);
  return value.test;
}

function plainTest(value: number | boolean | null): ValueTest {
  if (value === null) return { kind: 'null' };
  return typeof value === 'number' ? { kind: 'number', value } : { kind: 'boolean', value };
}
