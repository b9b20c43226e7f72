// SPDX-License-Identifier: Apache-2.0
import { problem } from '../problem.ts';
import type { TimePart, ValueTest } from '../types.ts';
import { eachValue, type Modifier } from './draft.ts';

/** ISO 8601 has a week 53 in some years, so that it must be possible to ask for it. */
const ranges: Readonly<Record<TimePart, readonly [number, number]>> = {
  minute: [0, 59],
  hour: [0, 23],
  day: [1, 31],
  week: [1, 53],
  month: [1, 12],
  year: [0, 9999],
};

/** A number that is taken out of a time, to be equal or, with `lt` to `gte`, to be compared. */
export function timePart(part: TimePart): Modifier {
  const [least, most] = ranges[part];
  return eachValue((value, context) => {
    const test: ValueTest | undefined =
      value.kind === 'plain' && typeof value.value === 'number'
        ? { kind: 'number', value: value.value }
        : value.kind === 'test' && value.test.kind === 'compare'
          ? value.test
          : undefined;
    if (test === undefined || !Number.isInteger(test.value) || test.value < least || test.value > most) {
      throw problem('RULE_INVALID', `the modifier "${part}" needs a whole number from ${least} to ${most}`, context.at);
    }
    return { kind: 'test', test: { kind: 'time', part, test } };
  });
}
