// SPDX-License-Identifier: Apache-2.0
import type { Bounds } from '../types.ts';
import type { SlidingType } from './sliding.ts';
import { within } from './stage.ts';

/** Sigma's `event_count`: how many elements lie in the window. An upper bound alone is judged at each element. */
export function eventCount<P>(bounds: Bounds): SlidingType<P> {
  return {
    create: () => {
      let count = 0;
      return {
        add: () => {
          count += 1;
        },
        remove: () => {
          count -= 1;
        },
        met: () => within(bounds, count),
      };
    },
  };
}
