// SPDX-License-Identifier: Apache-2.0
import { joinParts, parsePattern } from '../pattern.ts';
import { problem, shown } from '../problem.ts';
import type { PatternPart, Scalar } from '../types.ts';
import { eachValue, type Modifier, type ModifierContext, maxExpansion, toValue } from './draft.ts';

const placeholder = /\\%|%([^%\s]+)%/g;

type Piece<T> = { readonly keep: T } | { readonly insert: readonly Scalar[] };

/**
 * Puts values in place of `%name%`; `\%` is a plain percent character. Several values are joined by or.
 *
 * @throws TokenwardError RULE_PLACEHOLDER "If the tool isn't able to handle placeholders, it must reject the rule"
 */
export const expand: Modifier = eachValue((value, context) => {
  if (value.kind !== 'text') return value;
  const [first, second] = split(value.raw, context);
  if (first !== undefined && second === undefined && 'insert' in first && value.parts.length === 1) {
    return first.insert.map(toValue);
  }
  const parts = combine(
    value.parts.flatMap((part): readonly Piece<readonly PatternPart[]>[] =>
      part.kind === 'text' ? split(part.text, context).map(literal) : [{ keep: [part] }],
    ),
    (scalar) => parsePattern(String(scalar)),
    context,
  );
  const raws = combine(
    split(value.raw, context).map((piece) => ('keep' in piece ? { keep: [piece.keep] } : piece)),
    (scalar) => [String(scalar)],
    context,
  );
  return parts.map((variant, index) => ({ kind: 'text', parts: joinParts(variant), raw: raws[index]?.join('') ?? '' }));
});

function literal(piece: Piece<string>): Piece<readonly PatternPart[]> {
  return 'keep' in piece ? { keep: [{ kind: 'text', text: piece.keep }] } : piece;
}

function split(text: string, context: ModifierContext): readonly Piece<string>[] {
  const pieces: Piece<string>[] = [];
  let kept = '';
  let end = 0;
  for (const match of text.matchAll(placeholder)) {
    kept += text.slice(end, match.index);
    end = match.index + match[0].length;
    const name = match[1];
    if (name === undefined) {
      kept += '%';
      continue;
    }
    if (kept !== '') pieces.push({ keep: kept });
    kept = '';
    pieces.push({ insert: lookUp(name, context) });
  }
  kept += text.slice(end);
  if (kept !== '') pieces.push({ keep: kept });
  return pieces;
}

function lookUp(name: string, context: ModifierContext): readonly Scalar[] {
  const values = context.placeholders?.(name, context.meta);
  if (values !== undefined && values.length <= maxExpansion) return values;
  const reason =
    values === undefined ? 'has no values; give it some in the settings' : 'has too many values; give fewer';
  throw problem('RULE_PLACEHOLDER', `the placeholder %${name}% ${reason}`, context.at);
}

function combine<T>(
  pieces: readonly Piece<readonly T[]>[],
  insert: (scalar: Scalar) => readonly T[],
  context: ModifierContext,
): readonly (readonly T[])[] {
  let variants: readonly (readonly T[])[] = [[]];
  for (const piece of pieces) {
    const options = 'keep' in piece ? [piece.keep] : piece.insert.map((scalar) => insertable(scalar, insert, context));
    if (variants.length * options.length > maxExpansion) {
      throw problem('RULE_PLACEHOLDER', 'the placeholders of a value give too many values; use fewer', context.at);
    }
    variants = variants.flatMap((variant) => options.map((option) => [...variant, ...option]));
  }
  return variants;
}

function insertable<T>(
  scalar: Scalar,
  insert: (scalar: Scalar) => readonly T[],
  context: ModifierContext,
): readonly T[] {
  if (scalar !== null) return insert(scalar);
  throw problem('RULE_PLACEHOLDER', `null cannot be put inside a text; give ${shown('')} instead`, context.at);
}
