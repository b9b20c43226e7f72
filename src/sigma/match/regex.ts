// SPDX-License-Identifier: Apache-2.0
import { RE2JS, RE2JSException } from 're2js';
import type { Position } from '../../model/error.ts';
import { TokenwardError } from '../../model/error.ts';
import { shown } from '../problem.ts';
import type { TextPredicate } from './wildcard.ts';

const maxSource = 16_384;
const hints: readonly (readonly [RegExp, string])[] = [
  [/\(\?<?[=!]/, 'look-around is not supported; write a second selection and join it with "and" or "and not"'],
  [/\\[1-9]|\\k|\(\?P=/, 'back-references are not supported; write the alternatives out'],
  [
    /\(\?>|[*+?}]\+/,
    'atomic groups and possessive quantifiers are not supported; leave them out, matching never backtracks',
  ],
  [/\{\d+(,\d*)?\}/, 'a repeat count may be at most 1000, nested counts multiplied; use * or +'],
];

/**
 * A predicate that finds the expression anywhere in a text, in time linear in the text (RE2 syntax).
 *
 * @param flags of `i`, `m` and `s`
 * @throws TokenwardError REGEX_INVALID with a hint
 */
export function compileRegex(source: string, flags: string, position?: Position): TextPredicate {
  if (source.length > maxSource) {
    throw invalid(source, `it has ${source.length} characters`, `shorten it to at most ${maxSource}`, position);
  }
  let bits = 0;
  if (flags.includes('i')) bits |= RE2JS.CASE_INSENSITIVE;
  if (flags.includes('m')) bits |= RE2JS.MULTILINE;
  if (flags.includes('s')) bits |= RE2JS.DOTALL;
  try {
    const compiled = RE2JS.compile(source, bits);
    return (text) => compiled.test(text);
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    const hint = hints.find(([found]) => found.test(source))?.[1];
    throw invalid(
      source,
      error.message,
      hint ?? 'correct it, or escape the character with a backslash',
      position,
      error,
    );
  }
}

function invalid(source: string, reason: string, hint: string, position?: Position, cause?: unknown): TokenwardError {
  const why = reason.replace(/^error parsing regexp: /, '');
  return new TokenwardError(
    'REGEX_INVALID',
    `the regular expression ${shown(source)} cannot be used (${why}): ${hint}`,
    {
      position,
      cause,
    },
  );
}
