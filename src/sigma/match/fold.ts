// SPDX-License-Identifier: Apache-2.0

/**
 * Lower case without a change of length, so that `?` counts the same characters on both sides: İ, the one letter that
 * would grow, stays, and a final ς is an ordinary σ.
 */
export function fold(text: string): string {
  let lower = text.toLowerCase();
  if (lower.length !== text.length) {
    lower = text
      .split('İ')
      .map((piece) => piece.toLowerCase())
      .join('İ');
  }
  return lower.includes('ς') ? lower.replaceAll('ς', 'σ') : lower;
}
