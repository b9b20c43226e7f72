// SPDX-License-Identifier: Apache-2.0
// What the scanner needs to know of a source and its rules: which texts to take from a line, and what they can rule out.
import type { Event } from '../../model/event.ts';
import type { Excerpt, Shape, Source } from '../../model/source.ts';
import type { Expression } from '../../sigma/sigma.ts';
import { projectionsOf } from '../narrow.ts';
import type { CompiledRule } from '../source-rules.ts';
import { chooseFacets, type EarlierFacets, nothingBefore } from './choose-facets.ts';
import { alternatives } from './units.ts';

/** Fields that together can rule a detection out, and the record paths they are computed from. */
export interface Facet {
  readonly parts: readonly Part[];
}

/** Detections that only first-seen (or absence) rules wait for, on the same parts: the same texts at a later time change nothing. */
export interface Novelty {
  readonly rules: readonly CompiledRule[];
  readonly parts: readonly Part[];
}

/** What one bit of the scanner stands for: a detection, or one alternative of its condition. */
export interface Unit {
  readonly rule: CompiledRule;
  readonly condition: Expression;
}

export interface Plan {
  readonly source: Source;
  readonly units: readonly Unit[];
  readonly facets: readonly Facet[];
  readonly novelties: readonly Novelty[];
  /** Paths of the shape that must (true) or must not be there. */
  readonly required: readonly { readonly path: string; readonly there: boolean }[];
  /** Paths of the shape with the values they may have. */
  readonly values: readonly { readonly path: string; readonly values: readonly (string | number | boolean)[] }[];
  readonly time: readonly string[];
}

export const mostParts = 14;
const mostSegments = 8;
const mostUnits = 256;

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

/** The record parts that tell whether an event is a first one for the rules that wait for a detection. */
function chooseNovelties(source: Source, rules: readonly CompiledRule[]): readonly Novelty[] {
  const byParts = new Map<string, { readonly rules: CompiledRule[]; readonly parts: readonly Part[] }>();
  for (const rule of rules) {
    if (rule.settledBy === undefined) continue;
    const parts = [...new Set(rule.settledBy.flatMap((field) => partsOf(source, field)))].toSorted();
    if (!usable(parts)) continue;
    const known = byParts.get(parts.join('\n'));
    if (known === undefined) byParts.set(parts.join('\n'), { rules: [rule], parts });
    else known.rules.push(rule);
  }
  return [...byParts.values()];
}

/**
 * Lays out a scan of one source for records of one shape. `sample` are some of its events: which facets are worth having
 * depends on what the log is like, while the answers do not. `undefined` where screening cannot work: too many rules, or
 * a shape that asks for paths too deep.
 */
export function planScan(
  source: Source,
  shape: Shape,
  rules: readonly CompiledRule[],
  sample: readonly Event[],
  earlier: EarlierFacets = nothingBefore,
): Plan | undefined {
  const asked = [...Object.keys(shape.require), ...(shape.forbid ?? [])];
  const novelties = chooseNovelties(source, rules);
  // A detection that novelty settles keeps one bit.
  const settled = new Set(novelties.flatMap((it) => it.rules));
  const whole = (rule: CompiledRule): Unit => ({ rule, condition: rule.condition });
  const split = rules.flatMap((rule) =>
    settled.has(rule) ? [whole(rule)] : alternatives(rule.condition).map((condition) => ({ rule, condition })),
  );
  const units = split.length > mostUnits ? rules.map(whole) : split;
  if (units.length > mostUnits || !usable(asked.slice(0, mostParts)) || asked.length > 16) return undefined;
  const values = Object.entries(shape.require).flatMap(([path, wanted]) =>
    wanted === true ? [] : [{ path, values: wanted }],
  );
  return {
    source,
    units,
    facets: chooseFacets(source, units, sample, earlier),
    novelties,
    required: [
      ...Object.keys(shape.require).map((path) => ({ path, there: true })),
      ...(shape.forbid ?? []).map((path) => ({ path, there: false })),
    ],
    values,
    time: source.time,
  };
}
