// SPDX-License-Identifier: Apache-2.0
import { literalText } from '../pattern.ts';
import type { PatternPart } from '../types.ts';
import { fold, foldFor } from './fold.ts';

export type TextPredicate = (text: string) => boolean;
type Piece = Exclude<PatternPart, { kind: 'any' }>;
type Segment = readonly Piece[];

/**
 * A predicate for a pattern. Time is linear in the text: between two `*` the leftmost place always suffices, so nothing
 * is ever tried again. `?` is one Unicode code point.
 */
export function compileWildcard(parts: readonly PatternPart[], cased: boolean): TextPredicate {
  if (cased) return compileFolded(parts);
  const folded = foldParts(parts);
  const match = compileFolded(folded);
  const normal = foldFor(textsOf(folded));
  return (text) => match(normal(text));
}

/** The pattern with its texts folded. */
export function foldParts(parts: readonly PatternPart[]): readonly PatternPart[] {
  return parts.map((part) => (part.kind === 'text' ? { ...part, text: fold(part.text) } : part));
}

/** The texts of a pattern. */
export function textsOf(parts: readonly PatternPart[]): readonly string[] {
  return parts.flatMap((part) => (part.kind === 'text' ? [part.text] : []));
}

/** As {@link compileWildcard}, for texts that are folded already where the pattern is. */
export function compileFolded(pattern: readonly PatternPart[]): TextPredicate {
  const whole = literalText(pattern);
  if (whole !== undefined) return (text) => text === whole;
  const openStart = pattern.at(0)?.kind === 'any';
  const openEnd = pattern.at(-1)?.kind === 'any';
  const segments = split(pattern);
  const [only, second] = segments;
  if (only === undefined) return () => true;
  const [piece, more] = only;
  if (second === undefined && piece?.kind === 'text' && more === undefined) {
    const { text: wanted } = piece;
    if (openStart && openEnd) return (text) => text.includes(wanted);
    return openEnd ? (text) => text.startsWith(wanted) : (text) => text.endsWith(wanted);
  }
  return general(segments, openStart, openEnd);
}

function split(pattern: readonly PatternPart[]): readonly Segment[] {
  const segments: Piece[][] = [];
  let current: Piece[] | undefined;
  for (const part of pattern) {
    if (part.kind === 'any') {
      current = undefined;
    } else if (current === undefined) {
      current = [part];
      segments.push(current);
    } else current.push(part);
  }
  return segments;
}

function general(segments: readonly Segment[], openStart: boolean, openEnd: boolean): TextPredicate {
  const head = openStart ? undefined : segments.at(0);
  const tail = openEnd || (head !== undefined && segments.length === 1) ? undefined : segments.at(-1);
  const middle = segments.slice(head === undefined ? 0 : 1, tail === undefined ? undefined : -1);
  const closed = !openEnd && tail === undefined;
  return (text) => {
    let from = 0;
    let to = text.length;
    if (head !== undefined) {
      from = matchAt(head, text, 0);
      if (from === -1 || (closed && from !== to)) return false;
    }
    if (tail !== undefined) {
      to = matchBefore(tail, text);
      if (to < from) return false;
    }
    for (const segment of middle) {
      from = search(segment, text, from);
      if (from === -1 || from > to) return false;
    }
    return true;
  };
}

/** The end of the segment if it begins at `at`, else -1. */
function matchAt(segment: Segment, text: string, at: number): number {
  let position = at;
  for (const piece of segment) {
    if (piece.kind === 'text') {
      if (!text.startsWith(piece.text, position)) return -1;
      position += piece.text.length;
    } else {
      if (position >= text.length) return -1;
      position += isPair(text, position) ? 2 : 1;
    }
  }
  return position;
}

/** The start of the segment if it ends with the text, else -1. */
function matchBefore(segment: Segment, text: string): number {
  let position = text.length;
  for (let i = segment.length - 1; i >= 0; i--) {
    const piece = segment[i];
    if (piece?.kind === 'text') {
      if (!text.endsWith(piece.text, position)) return -1;
      position -= piece.text.length;
    } else {
      if (position <= 0) return -1;
      position -= position >= 2 && isPair(text, position - 2) ? 2 : 1;
    }
  }
  return position;
}

/** The end of the leftmost place of the segment at or after `from`, else -1. */
function search(segment: Segment, text: string, from: number): number {
  const [first, more] = segment;
  if (first?.kind === 'text') {
    for (let at = text.indexOf(first.text, from); at !== -1; at = text.indexOf(first.text, at + 1)) {
      const end = more === undefined ? at + first.text.length : matchAt(segment, text, at);
      if (end !== -1) return end;
    }
    return -1;
  }
  for (let at = from; at <= text.length; at += isPair(text, at) ? 2 : 1) {
    const end = matchAt(segment, text, at);
    if (end !== -1) return end;
  }
  return -1;
}

function isPair(text: string, at: number): boolean {
  return (text.charCodeAt(at) & 0xfc00) === 0xd800 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00;
}
