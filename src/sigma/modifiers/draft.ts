// SPDX-License-Identifier: Apache-2.0
import type { Position } from '../../model/error.ts';
import { joinParts, literalPattern, parsePattern } from '../pattern.ts';
import { problem, shown } from '../problem.ts';
import type { PatternPart, RuleMeta, Scalar, ValueTest } from '../types.ts';

/** A value on its way through its modifiers. */
export type Value =
  /** `raw` is the text as written, for modifiers that give no meaning to `*`, `?` and backslash. */
  | { readonly kind: 'text'; readonly parts: readonly PatternPart[]; readonly raw: string }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'plain'; readonly value: number | boolean | null }
  | { readonly kind: 'test'; readonly test: ValueTest };

/** The values of one field: one group for each written value, joined by or (`all`: by and); inside a group always or. */
export interface Draft {
  readonly groups: readonly (readonly Value[])[];
  readonly all: boolean;
  readonly not: boolean;
  readonly cased: boolean;
}

export type Placeholders = (name: string, rule: RuleMeta) => readonly Scalar[] | undefined;

export interface ModifierContext {
  /** Where the key with its modifiers stands. */
  readonly at: Position;
  readonly meta: RuleMeta;
  readonly placeholders: Placeholders | undefined;
}

/** One step of the chain. @throws TokenwardError RULE_INVALID where it does not fit the value */
export type Modifier = (draft: Draft, context: ModifierContext) => Draft;

/** Values a single written value may become (by `windash` and `expand`). */
export const maxExpansion = 10_000;

export function toValue(scalar: Scalar): Value {
  return typeof scalar === 'string'
    ? { kind: 'text', parts: parsePattern(scalar), raw: scalar }
    : { kind: 'plain', value: scalar };
}

/** A text in which nothing has a special meaning. */
export function literalValue(text: string): Value {
  return { kind: 'text', parts: literalPattern(text), raw: text };
}

/** A modifier that works on each value by itself; a value may become several, joined by or. */
export function eachValue(change: (value: Value, context: ModifierContext) => Value | readonly Value[]): Modifier {
  return (draft, context) => ({
    ...draft,
    groups: draft.groups.map((group) => {
      const changed = group.flatMap((value) => change(value, context));
      if (changed.length > maxExpansion) {
        throw problem('RULE_INVALID', `a value becomes ${changed.length} values; write a shorter one`, context.at);
      }
      return changed;
    }),
  });
}

/** The pattern of a value. Numbers count as their digits only where `numbers` says so. */
export function requireParts(
  value: Value,
  name: string,
  context: ModifierContext,
  numbers = false,
): { readonly parts: readonly PatternPart[]; readonly raw: string } {
  if (value.kind === 'text') return value;
  if (value.kind === 'bytes')
    return { parts: bytesPattern(value.bytes), raw: Buffer.from(value.bytes).toString('latin1') };
  if (value.kind === 'plain' && typeof value.value === 'number' && numbers) {
    return { parts: literalPattern(String(value.value)), raw: String(value.value) };
  }
  if (value.kind === 'plain') {
    throw problem(
      'RULE_INVALID',
      `the modifier "${name}" works on text only; put the value ${shown(value.value)} in quotes or drop "${name}"`,
      context.at,
    );
  }
  throw problem(
    'RULE_INVALID',
    `the modifier "${name}" cannot follow one that makes a ${value.test.kind} test; change their order or drop one`,
    context.at,
  );
}

/** Bytes searched for in text: each byte is the character with that number. */
export function bytesPattern(bytes: Uint8Array): readonly PatternPart[] {
  return joinParts(literalPattern(Buffer.from(bytes).toString('latin1')));
}
