// SPDX-License-Identifier: Apache-2.0

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const steps = [
  ...[1, 5, 15, 30].map((count) => count * second),
  ...[1, 5, 10, 30].map((count) => count * minute),
  ...[1, 2, 6, 12].map((count) => count * hour),
  ...[1, 2, 7, 14, 30, 90, 365].map((count) => count * day),
];
const mostTicks = 8;

/** A tick of the axis: where, and one or two lines of text; the second line is the date where it is new. */
export interface Tick {
  readonly time: number;
  readonly label: string;
  readonly date: string | undefined;
}

/** A stretch of time in milliseconds with some room at both ends, at least two minutes long. */
export function widen(first: number, last: number): { readonly from: number; readonly to: number } {
  const room = Math.max((last - first) * 0.03, minute);
  return { from: first - room, to: last + room };
}

/** Round times in UTC between two times (milliseconds), at most nine; days for a long stretch, seconds for a short one. */
export function makeTicks(from: number, to: number): readonly Tick[] {
  const step = steps.find((size) => (to - from) / size <= mostTicks) ?? Math.ceil((to - from) / mostTicks / day) * day;
  const ticks: Tick[] = [];
  let lastDate = '';
  for (let time = Math.ceil(from / step) * step; time <= to; time += step) {
    const iso = new Date(time).toISOString();
    const date = iso.slice(0, 10);
    const clock = step < minute ? iso.slice(11, 19) : iso.slice(11, 16);
    ticks.push({ time, label: step >= day ? date : clock, date: step >= day || date === lastDate ? undefined : date });
    lastDate = date;
  }
  return ticks;
}
