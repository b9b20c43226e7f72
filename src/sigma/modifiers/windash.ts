// SPDX-License-Identifier: Apache-2.0
import { joinParts } from '../pattern.ts';
import { problem } from '../problem.ts';
import type { PatternPart } from '../types.ts';
import { eachValue, type Modifier, maxExpansion, requireParts } from './draft.ts';

/** What may begin a command line flag on Windows: hyphen, slash, en dash, em dash, horizontal bar. */
const dashes = ['-', '/', '\u2013', '\u2014', '\u2015'] as const;
/** A dash begins a flag if a word follows it and none goes before it, so that `a-b` and paths keep theirs. */
const flagStart = /(?<!\w)[-/\u2013\u2014\u2015](?=\w)/u;

export const windash: Modifier = eachValue((value, context) => {
  const { parts } = requireParts(value, 'windash', context);
  const pieces = parts.flatMap(splitAtDashes);
  const count = dashes.length ** pieces.filter((piece) => piece === 'dash').length;
  if (count > maxExpansion) {
    throw problem(
      'RULE_INVALID',
      'the value has too many flags for "windash"; split it into several values',
      context.at,
    );
  }
  let variants: readonly (readonly PatternPart[])[] = [[]];
  for (const piece of pieces) {
    const options: readonly PatternPart[] = piece === 'dash' ? dashes.map((text) => ({ kind: 'text', text })) : [piece];
    variants = variants.flatMap((variant) => options.map((option) => [...variant, option]));
  }
  return variants.map((variant) => {
    const joined = joinParts(variant);
    return {
      kind: 'text',
      parts: joined,
      raw: joined.map((part) => (part.kind === 'text' ? part.text : '*')).join(''),
    };
  });
});

function splitAtDashes(part: PatternPart): readonly (PatternPart | 'dash')[] {
  if (part.kind !== 'text') return [part];
  const pieces: (PatternPart | 'dash')[] = [];
  let rest = part.text;
  let before = '';
  for (let found = flagStart.exec(rest); found !== null; found = flagStart.exec(rest)) {
    before = rest.slice(0, found.index);
    if (before !== '') pieces.push({ kind: 'text', text: before });
    pieces.push('dash');
    rest = rest.slice(found.index + 1);
  }
  if (rest !== '') pieces.push({ kind: 'text', text: rest });
  return pieces;
}
