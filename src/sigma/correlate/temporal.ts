// SPDX-License-Identifier: Apache-2.0
import type { Bounds } from '../types.ts';
import type { SlidingType } from './sliding.ts';
import { within } from './stage.ts';

/** Sigma's `temporal`: how many of the referred rules, in any order, have an element in the window; by default all. */
export function temporal<P>(bounds: Bounds | undefined, rules: number): SlidingType<P> {
  return {
    cover: true,
    create: () => {
      const elements = new Map<number, number>();
      return {
        add: (_, use) => {
          elements.set(use.position, (elements.get(use.position) ?? 0) + 1);
        },
        remove: (_, use) => {
          const left = (elements.get(use.position) ?? 0) - 1;
          if (left > 0) elements.set(use.position, left);
          else elements.delete(use.position);
        },
        met: () => (bounds === undefined ? elements.size === rules : within(bounds, elements.size)),
      };
    },
  };
}
