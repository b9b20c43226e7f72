// SPDX-License-Identifier: Apache-2.0

export type Folder = (text: string) => string;

/**
 * Lower case without a change of length, so that `?` counts the same characters on both sides: İ, the one letter that
 * would grow, stays, and a final ς is an ordinary σ.
 */
export function fold(text: string): string {
  const lower = foldExceptSigma(text);
  return lower.includes('ς') ? lower.replaceAll('ς', 'σ') : lower;
}

/** {@link fold} for the values that folded patterns are held against; without a σ in those it saves a search. */
export function foldFor(patterns: Iterable<string>): Folder {
  for (const pattern of patterns) if (pattern.includes('σ')) return fold;
  return foldExceptSigma;
}

function foldExceptSigma(text: string): string {
  const lower = text.toLowerCase();
  if (lower.length === text.length) return lower;
  return text
    .split('İ')
    .map((piece) => piece.toLowerCase())
    .join('İ');
}
