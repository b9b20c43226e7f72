// SPDX-License-Identifier: Apache-2.0
import { literalText } from '../pattern.ts';
import type { ValueTest } from '../types.ts';
import { type Folder, foldFor } from './fold.ts';
import { compileValue, textOf, type ValuePredicate } from './value.ts';
import { compileFolded, foldParts, type TextPredicate, textsOf } from './wildcard.ts';

/** Exact texts from which on a set is faster than one comparison after another. */
const leastForSet = 2;

/**
 * One predicate for tests of which any may hold. Exact texts become a set, and a value is brought to lower case once for
 * all patterns. `undefined` if no test is one on a single value.
 */
export function compileValueSet(tests: readonly ValueTest[]): ValuePredicate | undefined {
  const exact = new Set<string>();
  const folded: TextPredicate[] = [];
  const texts: string[] = [];
  const others: ValuePredicate[] = [];
  for (const test of tests) {
    if (test.kind === 'string' && !test.cased) {
      const parts = foldParts(test.parts);
      texts.push(...textsOf(parts));
      const text = literalText(parts);
      if (text === undefined) folded.push(compileFolded(parts));
      else exact.add(text);
    } else {
      const predicate = compileValue(test);
      if (predicate !== undefined) others.push(predicate);
    }
  }
  const onText = foldedPredicate(exact, folded, foldFor(texts));
  if (onText !== undefined) {
    others.unshift((value) => {
      const text = textOf(value);
      return text !== undefined && onText(text);
    });
  }
  const [first, second] = others;
  if (first === undefined || second === undefined) return first;
  return (value) => {
    for (const predicate of others) if (predicate(value)) return true;
    return false;
  };
}

function foldedPredicate(
  exact: ReadonlySet<string>,
  patterns: readonly TextPredicate[],
  fold: Folder,
): TextPredicate | undefined {
  const longest = Math.max(0, ...Array.from(exact, (text) => text.length));
  const [only] = exact;
  const equals: TextPredicate | undefined =
    only === undefined
      ? undefined
      : exact.size < leastForSet
        ? (text) => text.length === longest && (text === only || fold(text) === only)
        : (text) => text.length <= longest && exact.has(fold(text));
  if (patterns.length === 0) return equals;
  const [pattern, second] = patterns;
  const matches: TextPredicate =
    pattern !== undefined && second === undefined
      ? pattern
      : (text) => {
          for (const each of patterns) if (each(text)) return true;
          return false;
        };
  if (equals === undefined) return (text) => matches(fold(text));
  return (text) => {
    const lower = fold(text);
    return exact.has(lower) || matches(lower);
  };
}
