// SPDX-License-Identifier: Apache-2.0
// Facets: fields whose texts together can rule rules out, and the parts of a record that these fields are computed from.
import type { Excerpt, Source } from '../../model/source.ts';
import type { Expression } from '../../sigma/sigma.ts';
import { projectionsOf } from '../narrow.ts';
import type { CompiledRule } from '../source-rules.ts';

/** Fields that together can rule a detection out, and the record paths they are computed from. */
export interface Facet {
  readonly parts: readonly Part[];
}

/** What one bit of the scanner stands for: a detection, or one alternative of its condition. */
export interface Unit {
  readonly rule: CompiledRule;
  readonly condition: Expression;
}

export const mostParts = 14;
const mostSegments = 8;

/**
 * A text of a record that answers rest on: a path, with ` ~ ` and characters where only texts holding them matter, with
 * ` ? ` where it only matters whether they do.
 */
export type Part = string;

/** A part as its path and, for a conditional one, the characters. */
export function readPart(part: Part): { readonly path: string; readonly holding?: string; readonly only: boolean } {
  for (const mark of [' ~ ', ' ? ']) {
    const at = part.indexOf(mark);
    if (at !== -1) return { path: part.slice(0, at), holding: part.slice(at + mark.length), only: mark === ' ? ' };
  }
  return { path: part, only: false };
}

function toPart(from: string | Excerpt): Part {
  return typeof from === 'string' ? from : `${from.path}${from.only ? ' ? ' : ' ~ '}${from.holding}`;
}

/** The parts of a record that a rule's field is computed from; none where the source does not have it. */
export function partsOf(source: Source, field: string): readonly Part[] {
  const projections = projectionsOf(source, field);
  if (projections === undefined) return [field];
  const parts = projections.flatMap((it) => it.from);
  return [...new Set(parts.map(toPart))];
}

export function usable(parts: readonly Part[]): boolean {
  return parts.length <= mostParts && parts.every((part) => readPart(part).path.split('.').length <= mostSegments);
}

/** The fields whose paths all lie within a facet's. */
export function decidedBy(source: Source, facet: Facet): (field: string) => boolean {
  const inside = new Set(facet.parts);
  const memo = new Map<string, boolean>();
  return (field) => {
    let known = memo.get(field);
    if (known === undefined) {
      known = partsOf(source, field).every((part) => inside.has(part));
      memo.set(field, known);
    }
    return known;
  };
}
