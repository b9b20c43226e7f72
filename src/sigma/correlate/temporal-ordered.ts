// SPDX-License-Identifier: Apache-2.0
import type { Bounds } from '../types.ts';
import type { Element } from './element.ts';
import type { SlidingType } from './sliding.ts';
import { within } from './stage.ts';

/** The end of a chain of elements whose rules stand in rising order. */
interface Link<P> {
  readonly element: Element<P>;
  readonly sequence: number;
  readonly before: Link<P> | undefined;
  readonly start: number;
  readonly length: number;
}

/**
 * Sigma's `temporal_ordered`: elements of the referred rules in the order of `rules`, at most `timespan` from first to
 * last. Elements of one instant count as in order where the rule order agrees. With bounds, the length of the longest
 * such chain, which may leave rules out, must satisfy them. A hit is met anew only by an element that ends a chain.
 *
 * For each rule and length only the chain with the latest start is kept: whatever completes another completes it too.
 */
export function temporalOrdered<P>(bounds: Bounds | undefined, rules: number, timespan: number): SlidingType<P> {
  const enough = (length: number): boolean => (bounds === undefined ? length === rules : within(bounds, length));
  return {
    cover: true,
    ordered: true,
    create: () => {
      // best[position][length]
      const best: (Link<P> | undefined)[][] = Array.from({ length: rules }, () => []);
      // Ends of the longest chains since the last evaluation.
      let ended: Link<P>[] = [];
      return {
        add: (element, use, sequence) => {
          const oldest = element.time - timespan;
          // From the back, so that one element never follows itself where a rule is named twice.
          for (const position of use.positions.toReversed()) {
            const row = best[position] ?? [];
            for (let length = 1; length <= position + 1; length++) {
              const before = length === 1 ? undefined : latest(best, position, length - 1, oldest);
              if (length > 1 && before === undefined) break;
              const link = { element, sequence, before, start: before?.start ?? element.time, length };
              row[length] = link;
              if (length > (ended[0]?.length ?? 0)) ended = [link];
              else if (length === ended[0]?.length) ended.push(link);
            }
          }
        },
        remove: () => {
          // A chain that starts too early is passed over when it is looked up.
        },
        met: () => ended[0] !== undefined && enough(ended[0].length),
        involved: (from) => {
          const chains = new Map<number, Element<P>>();
          for (const end of ended)
            for (let link: Link<P> | undefined = end; link !== undefined; link = link.before)
              if (link.sequence >= from) chains.set(link.sequence, link.element);
          return [...chains].sort(([a], [b]) => a - b).map(([, element]) => element);
        },
        settle: () => {
          ended = [];
        },
      };
    },
  };
}

function latest<P>(
  best: readonly (readonly (Link<P> | undefined)[])[],
  position: number,
  length: number,
  oldest: number,
): Link<P> | undefined {
  let found: Link<P> | undefined;
  for (let earlier = 0; earlier < position; earlier++) {
    const link = best[earlier]?.[length];
    if (link !== undefined && link.start >= oldest && (found === undefined || link.start > found.start)) found = link;
  }
  return found;
}
