// SPDX-License-Identifier: Apache-2.0
// Which values of a detection were seen before: what judges first times alone need not see them again.
import type { Event } from '../model/event.ts';

/** Value tuples remembered at most; then all are forgotten, which costs time and changes nothing. */
const most = 80_000;

export interface FirstTimes {
  /** Whether an event of this detection with these values came earlier. Equal times count as new. */
  seen(rule: number, tuple: string, time: Event['time']): boolean;
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : `${typeof value === 'string' ? '' : '#'}${String(value)}`;
}

/** Values as one text, different for different values. */
export function tupleOf(values: readonly unknown[]): string {
  let tuple = textOf(values[0]);
  for (let at = 1; at < values.length; at++) tuple += `\u0000${textOf(values[at])}`;
  return tuple;
}

export function createFirstTimes(): FirstTimes {
  const byRule = new Map<number, Map<string, number>>();
  let size = 0;
  return {
    seen(rule, tuple, time) {
      let earliest = byRule.get(rule);
      if (earliest === undefined) {
        earliest = new Map();
        byRule.set(rule, earliest);
      }
      const known = earliest.get(tuple);
      if (known !== undefined && known < time) return true;
      if (known === undefined && ++size > most) {
        byRule.clear();
        size = 0;
        return false;
      }
      earliest.set(tuple, time);
      return false;
    },
  };
}
