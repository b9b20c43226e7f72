// SPDX-License-Identifier: Apache-2.0
import type { Bounds } from '../types.ts';
import { isMeasured, measure } from './measure.ts';
import { RankedNumbers } from './ranked-numbers.ts';
import type { SlidingType } from './sliding.ts';
import { within } from './stage.ts';

/**
 * Sigma's `value_percentile`: a percentile of a numeric field over the window, by nearest rank, so that it is always a
 * value that was seen (the median of two values is the smaller).
 */
export function valuePercentile<P>(bounds: Bounds, percentile: number): SlidingType<P> {
  return {
    accepts: isMeasured,
    create: () => {
      const numbers = new RankedNumbers();
      return {
        add: (element, use) => numbers.add(measure(element, use) ?? 0),
        remove: (element, use) => numbers.remove(measure(element, use) ?? 0),
        met: () => {
          const rank = Math.min(numbers.size, Math.max(1, Math.ceil((percentile * numbers.size) / 100)));
          const value = numbers.nth(rank);
          return value !== undefined && within(bounds, value);
        },
      };
    },
  };
}
