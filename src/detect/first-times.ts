// SPDX-License-Identifier: Apache-2.0
// Which values of a detection were seen before: what judges first times alone need not see them again.
import type { Event } from '../model/event.ts';

/** Value tuples remembered at most; then all are forgotten, which costs time and changes nothing. */
const most = 250_000;

export interface FirstTimes {
  /** Whether an event of this detection with these values came earlier. Equal times count as new. */
  seen(rule: number, values: readonly unknown[], time: Event['time']): boolean;
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : `${typeof value === 'string' ? '' : '#'}${String(value)}`;
}

export function createFirstTimes(): FirstTimes {
  const earliest = new Map<string, number>();
  return {
    seen(rule, values, time) {
      let key = String(rule);
      for (const value of values) key += `\u0000${textOf(value)}`;
      const known = earliest.get(key);
      if (known !== undefined && known < time) return true;
      if (known === undefined && earliest.size >= most) earliest.clear();
      earliest.set(key, time);
      return false;
    },
  };
}
