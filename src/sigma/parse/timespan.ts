// SPDX-License-Identifier: Apache-2.0
import { describe, type Node } from '../document/node.ts';
import { problem } from '../problem.ts';

const units: ReadonlyMap<string, number> = new Map([
  ['s', 1_000],
  ['m', 60_000],
  ['h', 3_600_000],
  ['d', 86_400_000],
]);
const format = /^(\d{1,6})([smhd])$/;

/** Milliseconds of `number + letter`. @throws TokenwardError RULE_INVALID, also for zero unless `zero` is given */
export function parseTimespan(node: Node, name: string, zero = false): number {
  const match = node.kind === 'scalar' && typeof node.value === 'string' ? format.exec(node.value) : null;
  const milliseconds = Number(match?.[1]) * (units.get(match?.[2] ?? '') ?? Number.NaN);
  if (milliseconds > 0 || (zero && milliseconds === 0)) return milliseconds;
  throw problem(
    'RULE_INVALID',
    `${name} is ${describe(node)}; write a number and one of s, m, h, d, as in 90m for an hour and a half`,
    node.at,
  );
}

/** The opposite of {@link parseTimespan}, in the largest unit that gives a whole number. */
export function timespanText(milliseconds: number): string {
  for (const [letter, size] of [...units].reverse()) {
    if (milliseconds % size === 0 && milliseconds > 0) return `${milliseconds / size}${letter}`;
  }
  return `${Math.round(milliseconds / 1_000)}s`;
}
