// SPDX-License-Identifier: Apache-2.0
import type { LogSourceSelector } from './types.ts';

/** Whether a rule with this `logsource` is meant for a log source. A part that the rule leaves out matches all. */
export function logsourceMatches(
  selector: LogSourceSelector,
  source: { readonly product: string; readonly service?: string; readonly category?: string },
): boolean {
  return selectorCovers(selector, source);
}

/** Whether everything that `narrow` selects is selected by `wide` too. */
export function selectorCovers(wide: LogSourceSelector, narrow: LogSourceSelector): boolean {
  return (
    covers(wide.product, narrow.product) &&
    covers(wide.service, narrow.service) &&
    covers(wide.category, narrow.category)
  );
}

function covers(wide: string | undefined, narrow: string | undefined): boolean {
  return wide === undefined || wide.toLowerCase() === narrow?.toLowerCase();
}
