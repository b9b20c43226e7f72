// SPDX-License-Identifier: Apache-2.0
import { problem } from '../problem.ts';
import type { CompareOperator, ValueTest } from '../types.ts';
import { eachValue, type Modifier } from './draft.ts';

/** `lt`, `lte`, `gt`, `gte`, on numbers and on parts of a time. */
export function compare(operator: CompareOperator): Modifier {
  return eachValue((value, context) => {
    if (value.kind === 'plain' && typeof value.value === 'number') {
      return { kind: 'test', test: { kind: 'compare', operator, value: value.value } };
    }
    if (value.kind === 'test' && value.test.kind === 'time' && value.test.test.kind === 'number') {
      const test: ValueTest = { kind: 'compare', operator, value: value.test.test.value };
      return { kind: 'test', test: { ...value.test, test } };
    }
    throw problem(
      'RULE_INVALID',
      `the modifier "${operator}" compares numbers; write a number without quotes`,
      context.at,
    );
  });
}
