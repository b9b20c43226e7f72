// SPDX-License-Identifier: Apache-2.0
import type { Bounds } from '../types.ts';
import { ExactSum } from './exact-sum.ts';
import { isMeasured, measure } from './measure.ts';
import type { SlidingType } from './sliding.ts';
import { within } from './stage.ts';

/** Sigma's `value_sum`: the sum of a numeric field over the window. */
export function valueSum<P>(bounds: Bounds): SlidingType<P> {
  return {
    accepts: isMeasured,
    create: () => {
      const sum = new ExactSum();
      return {
        add: (element, use) => sum.add(measure(element, use) ?? 0),
        remove: (element, use) => sum.add(-(measure(element, use) ?? 0)),
        met: () => within(bounds, sum.value()),
      };
    },
  };
}
