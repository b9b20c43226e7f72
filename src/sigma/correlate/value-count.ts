// SPDX-License-Identifier: Apache-2.0
import type { Bounds } from '../types.ts';
import { tupleKey } from './element.ts';
import type { SlidingType } from './sliding.ts';
import { within } from './stage.ts';

/** Sigma's `value_count`: how many distinct values (of several fields: combinations) lie in the window. */
export function valueCount<P>(bounds: Bounds): SlidingType<P> {
  return {
    accepts: (element, use) => tupleKey(element.fields, use.value) !== undefined,
    value: (element, use) => tupleKey(element.fields, use.value),
    create: () => {
      const references = new Map<string, number>();
      return {
        add: (element, use) => {
          const key = tupleKey(element.fields, use.value) ?? '';
          references.set(key, (references.get(key) ?? 0) + 1);
        },
        remove: (element, use) => {
          const key = tupleKey(element.fields, use.value) ?? '';
          const left = (references.get(key) ?? 0) - 1;
          if (left > 0) references.set(key, left);
          else references.delete(key);
        },
        met: () => within(bounds, references.size),
      };
    },
  };
}
