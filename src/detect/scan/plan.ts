// SPDX-License-Identifier: Apache-2.0
// What the scanner needs to know of a source and its rules: which texts to take from a line, and what they can rule out.
import type { Event } from '../../model/event.ts';
import type { Shape, Source } from '../../model/source.ts';
import type { CompiledRule } from '../source-rules.ts';
import { chooseFacets, type EarlierFacets, nothingBefore } from './choose-facets.ts';
import { type Facet, mostParts, type Part, partsOf, type Unit, usable } from './facet.ts';
import { alternatives } from './units.ts';

const mostUnits = 256;

/** Detections that only first-seen (or absence) rules wait for, on the same parts: the same texts at a later time change nothing. */
export interface Novelty {
  readonly rules: readonly CompiledRule[];
  readonly parts: readonly Part[];
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
