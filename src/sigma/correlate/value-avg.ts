// SPDX-License-Identifier: Apache-2.0
import type { Bounds } from '../types.ts';
import { ExactSum } from './exact-sum.ts';
import { isMeasured, measure } from './measure.ts';
import type { SlidingType } from './sliding.ts';
import { within } from './stage.ts';

/** Sigma's `value_avg`: the mean of a numeric field over the elements of the window that have it. */
export function valueAverage<P>(bounds: Bounds): SlidingType<P> {
  return {
    accepts: isMeasured,
    create: () => {
      const sum = new ExactSum();
      let count = 0;
      return {
        add: (element, use) => {
          sum.add(measure(element, use) ?? 0);
          count += 1;
        },
        remove: (element, use) => {
          sum.add(-(measure(element, use) ?? 0));
          count -= 1;
        },
        met: () => count > 0 && within(bounds, sum.value() / count),
      };
    },
  };
}
