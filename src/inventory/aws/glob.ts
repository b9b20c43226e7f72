// SPDX-License-Identifier: Apache-2.0
// Patterns of IAM: `*` is any run of characters, `?` is one. Patterns are anybody's, so time is bounded: a step for each
// character of pattern and text, but for pieces that hold a `?`, which cost their own length a step.

/** Stands for a `*` or `?` that is meant as written: `${*}`, or the value of a policy variable. */
const written: ReadonlyMap<string, string> = new Map([
  ['*', '\uE000'],
  ['?', '\uE001'],
]);

/** A text as a pattern that matches only itself. */
export function literal(text: string): string {
  return /[*?]/.test(text) ? text.replace(/[*?]/g, (it) => written.get(it) ?? it) : text;
}

/** Where a piece without `?` is found: the search of Knuth, Morris and Pratt. */
function findPlain(piece: string, text: string, from: number): number {
  const back = new Uint32Array(piece.length);
  for (let at = 1, length = 0; at < piece.length; at++) {
    while (length > 0 && piece[at] !== piece[length]) length = back[length - 1] ?? 0;
    if (piece[at] === piece[length]) length++;
    back[at] = length;
  }
  for (let at = from, length = 0; at < text.length; at++) {
    while (length > 0 && text[at] !== piece[length]) length = back[length - 1] ?? 0;
    if (text[at] === piece[length]) length++;
    if (length === piece.length) return at - length + 1;
  }
  return -1;
}

function standsAt(piece: string, text: string, start: number): boolean {
  if (start < 0 || start + piece.length > text.length) return false;
  for (let at = 0; at < piece.length; at++) {
    if (piece[at] !== '?' && piece[at] !== text[start + at]) return false;
  }
  return true;
}

function find(piece: string, text: string, from: number): number {
  if (!piece.includes('?')) return findPlain(piece, text, from);
  for (let at = from; at + piece.length <= text.length; at++) if (standsAt(piece, text, at)) return at;
  return -1;
}

/** Whether a pattern matches a whole text. */
export function matchesGlob(pattern: string, value: string): boolean {
  if (pattern === '*') return true;
  const text = literal(value);
  if (!/[*?]/.test(pattern)) return pattern === text;
  const pieces = pattern.split('*');
  const first = pieces.shift() ?? '';
  const last = pieces.pop();
  if (last === undefined) return first.length === text.length && standsAt(first, text, 0);
  if (!standsAt(first, text, 0)) return false;
  let at = first.length;
  for (const piece of pieces) {
    if (piece === '') continue;
    const found = find(piece, text, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  return text.length - last.length >= at && standsAt(last, text, text.length - last.length);
}

/**
 * Whether a pattern of an ARN matches one: the parts before the name may not run into one another.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
 */
export function matchesArn(pattern: string, arn: string): boolean {
  if (pattern === '*') return true;
  const parts = pattern.split(':');
  const own = arn.split(':');
  // Without six parts it is no ARN: what then counts is the whole.
  if (parts.length < 6 || own.length < 6) return matchesGlob(pattern, arn);
  return (
    parts.slice(0, 5).every((it, index) => matchesGlob(it, own[index] ?? '')) &&
    matchesGlob(parts.slice(5).join(':'), own.slice(5).join(':'))
  );
}

/** A text that a pattern matches: what its stars leave open is filled in. */
export function instanceOf(pattern: string, filler = 'x'): string {
  return pattern.replaceAll('*', filler).replaceAll('?', 'x');
}
