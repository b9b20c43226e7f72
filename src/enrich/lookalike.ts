// SPDX-License-Identifier: Apache-2.0
import { longestName, skeleton } from './skeleton.ts';

export { skeleton } from './skeleton.ts';

/** How a name resembles another; `distance` counts letters changed, added, left out or swapped, after the skeleton. */
export interface Likeness {
  readonly distance: number;
  readonly why: string;
}

/**
 * Whether a name or host could be taken for another one: same skeleton, or few letters away. Short names must match
 * exactly (under 5 letters), middle ones may differ by one letter (under 9), long ones by two.
 *
 * `undefined` where the two are the same but for case and blanks: that is the name itself, not a look-alike. Whether
 * its owner is the right one is for the caller to check.
 */
export function looksLike(name: string, against: string): Likeness | undefined {
  return compareLooks(lookOf(name), lookOf(against));
}

/** A name made ready to be compared with many. */
export interface Look {
  readonly name: string;
  readonly plain: string;
  readonly skeleton: string;
}

export function lookOf(name: string): Look {
  return { name, plain: plain(name), skeleton: skeleton(name) };
}

/** {@link looksLike} of names that were made ready. */
export function compareLooks(name: Look, against: Look): Likeness | undefined {
  if (name.plain === against.plain) return undefined;
  const seen = name.skeleton;
  const known = against.skeleton;
  if (seen === '' || known === '') return undefined;
  if (seen === known) return { distance: 0, why: `looks the same as "${against.name}", written with other characters` };
  const most = known.length < 5 ? 0 : known.length < 9 ? 1 : 2;
  const distance = editDistance(seen, known, most);
  if (distance === undefined) return undefined;
  return { distance, why: `${distance === 1 ? 'one letter' : `${distance} letters`} away from "${against.name}"` };
}

/**
 * Damerau-Levenshtein distance in its restricted form (no letter is edited twice), or `undefined` if it is more than
 * `most`. Costs at most `(2 * most + 1)` cells a letter.
 */
export function editDistance(left: string, right: string, most: number): number | undefined {
  if (Math.abs(left.length - right.length) > most) return undefined;
  const beyond = most + 1;
  const width = right.length + 1;
  let before = new Array<number>(width).fill(beyond);
  let last = Array.from({ length: width }, (_, column) => Math.min(column, beyond));
  let leastBefore = 0;
  for (let row = 1; row <= left.length; row++) {
    const current = new Array<number>(width).fill(beyond);
    if (row <= most) current[0] = row;
    let least = current[0] ?? beyond;
    for (let column = Math.max(1, row - most); column <= Math.min(right.length, row + most); column++) {
      const same = left[row - 1] === right[column - 1];
      let cost = Math.min(
        (last[column - 1] ?? beyond) + (same ? 0 : 1),
        (last[column] ?? beyond) + 1,
        (current[column - 1] ?? beyond) + 1,
      );
      const swapped =
        row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      if (swapped) cost = Math.min(cost, (before[column - 2] ?? beyond) + 1);
      current[column] = Math.min(cost, beyond);
      least = Math.min(least, cost);
    }
    // A swap reaches two rows back, so only two hopeless rows in turn end the search.
    if (least > most && leastBefore > most) return undefined;
    leastBefore = least;
    before = last;
    last = current;
  }
  const distance = last[right.length] ?? beyond;
  return distance > most ? undefined : distance;
}

function plain(text: string): string {
  return text.slice(0, longestName).toLowerCase().replaceAll(/\s+/g, '');
}
