// SPDX-License-Identifier: Apache-2.0
import type { PatternPart } from './types.ts';

const any: PatternPart = { kind: 'any' };
const one: PatternPart = { kind: 'one' };

/**
 * Reads `*`, `?` and their escapes (Sigma rules specification 2.1, "String Wildcard" and "Escape Character").
 * A backslash takes the meaning of a following `*`, `?` or backslash; before anything else it stands for itself.
 */
export function parsePattern(text: string): readonly PatternPart[] {
  const parts: PatternPart[] = [];
  let literal = '';
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    const next = text.charAt(i + 1);
    if (char === '\\' && (next === '\\' || next === '*' || next === '?')) {
      literal += next;
      i++;
    } else if (char === '*' || char === '?') {
      if (literal !== '') parts.push({ kind: 'text', text: literal });
      literal = '';
      parts.push(char === '*' ? any : one);
    } else literal += char;
  }
  if (literal !== '') parts.push({ kind: 'text', text: literal });
  return joinParts(parts);
}

/** Joins neighbouring texts and runs of `*`, the form that every pattern is kept in. */
export function joinParts(parts: readonly PatternPart[]): readonly PatternPart[] {
  const joined: PatternPart[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (part.kind === 'text' && last?.kind === 'text') joined[joined.length - 1] = text(last.text + part.text);
    else if (part.kind === 'text' ? part.text !== '' : part.kind === 'one' || last?.kind !== 'any') joined.push(part);
  }
  return joined;
}

/** A pattern without wildcards. */
export function literalPattern(value: string): readonly PatternPart[] {
  return value === '' ? [] : [text(value)];
}

/** The pattern with `*` put before, after or around it. */
export function openPattern(parts: readonly PatternPart[], before: boolean, after: boolean): readonly PatternPart[] {
  return joinParts([...(before ? [any] : []), ...parts, ...(after ? [any] : [])]);
}

/** The text of a pattern without wildcards, `undefined` for one that has some. */
export function literalText(parts: readonly PatternPart[]): string | undefined {
  const [first, second] = parts;
  if (first === undefined) return '';
  return first.kind === 'text' && second === undefined ? first.text : undefined;
}

/** The opposite of {@link parsePattern}: `parsePattern(patternText(parts))` equals `parts`. */
export function patternText(parts: readonly PatternPart[]): string {
  return parts
    .map((part) => {
      if (part.kind === 'text') return part.text.replaceAll(/[\\*?]/g, '\\$&');
      return part.kind === 'any' ? '*' : '?';
    })
    .join('');
}

function text(value: string): PatternPart {
  return { kind: 'text', text: value };
}
