// SPDX-License-Identifier: Apache-2.0

export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** `2026-03-02T09:00:00Z` */
export function isoSeconds(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}

/** `2026-03-02T09:00:00.123Z` */
export function isoMillis(time: number): string {
  return new Date(time).toISOString();
}

/** Milliseconds with `digits` more digits, taken from `noise`: how logs with finer clocks look. */
export function isoFine(time: number, noise: number, digits: 3 | 4 | 6 = 3): string {
  const tail = String(noise % 10 ** digits).padStart(digits, '0');
  return `${new Date(time).toISOString().slice(0, 23)}${tail}Z`;
}

/**
 * How busy people are at a local hour, 0 to 1: none at night, a dip at noon, little at weekends.
 *
 * @param time milliseconds since the epoch
 * @param offset hours east of UTC
 */
export function humanIntensity(time: number, offset: number): number {
  const local = new Date(time + offset * hour);
  const weekend = local.getUTCDay() === 0 || local.getUTCDay() === 6;
  const at = local.getUTCHours() + local.getUTCMinutes() / 60;
  if (at < 6.5 || at > 22) return weekend ? 0.002 : 0.006;
  if (weekend) return 0.04;
  if (at < 9) return 0.15 + 0.6 * ((at - 6.5) / 2.5);
  if (at < 12) return 1;
  if (at < 13.25) return 0.5;
  if (at < 17) return 0.95;
  if (at < 19) return 0.9 - 0.4 * (at - 17);
  return 0.05;
}
