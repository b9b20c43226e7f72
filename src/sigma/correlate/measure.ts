// SPDX-License-Identifier: Apache-2.0
import { asNumber, type Element } from './element.ts';
import type { Use } from './plan.ts';

/** The number that an element contributes: that of the first of the fields which holds one. */
export function measure<P>(element: Element<P>, use: Use): number | undefined {
  for (const slot of use.value) {
    const number = asNumber(element.fields[slot]);
    if (number !== undefined) return number;
  }
  return undefined;
}

export function isMeasured<P>(element: Element<P>, use: Use): boolean {
  return measure(element, use) !== undefined;
}
