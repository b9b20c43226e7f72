// SPDX-License-Identifier: Apache-2.0
// Which facets to have: those that, on a sample of the log at hand, leave the fewest records with a rule to try.
import type { Event } from '../../model/event.ts';
import type { Source } from '../../model/source.ts';
import { type Expression, expressionFields } from '../../sigma/sigma.ts';
import { compilePath, readAt } from '../../sources/shared/read.ts';
import { eventTest } from '../event-field.ts';
import { canDecide, compileKleene } from '../kleene.ts';
import { decidedBy, type Facet, mostParts, type Part, partsOf, readPart, type Unit, usable } from './plan.ts';

const mostFacets = 24;
/** A facet whose texts are nearly all different would never be found again. */
const mostVaried = 0.75;
/** Records that a further facet must settle, of a thousand. */
const worthwhile = 1;

/** What a first plan showed: facets that do their work, and those whose texts were too varied. */
export interface EarlierFacets {
  readonly kept: readonly Facet[];
  readonly avoid: readonly Facet[];
}

export const nothingBefore: EarlierFacets = { kept: [], avoid: [] };

interface Candidate {
  readonly facet: Facet;
  /** How often its texts repeat: 1 always the same, 0 never. */
  readonly repeats: number;
  /** For each event of the sample, the places of the units that the facet rules out. */
  readonly excluded: readonly (readonly number[])[];
}

/** The fields of a condition and of each part of its outermost `and`. */
function fieldSets(expression: Expression): readonly ReadonlySet<string>[] {
  const whole = expressionFields(expression);
  const parts = expression.kind === 'and' ? expression.of.map(expressionFields) : [];
  return [...[...whole].map((field) => new Set([field])), ...parts, whole];
}

function toFacet(source: Source, fields: ReadonlySet<string>): Facet | undefined {
  const parts = new Set<Part>();
  for (const field of fields) for (const part of partsOf(source, field)) parts.add(part);
  const list = [...parts];
  return list.length > 0 && usable(list) ? { parts: list } : undefined;
}

function nameOf(facet: Facet): string {
  return facet.parts.toSorted().join('\n');
}

/**
 * Chooses facets for a source on a sample of its events, after what earlier choices showed. The choice is only about speed.
 */
export function chooseFacets(
  source: Source,
  units: readonly Unit[],
  sample: readonly Event[],
  { kept, avoid }: EarlierFacets = nothingBefore,
): readonly Facet[] {
  const texts = new Map<string, readonly string[]>();
  const textsOf = (part: Part): readonly string[] => {
    let known = texts.get(part);
    if (known === undefined) {
      const { path, holding, only } = readPart(part);
      const compiled = compilePath(path);
      known = sample.map((event) => {
        const text = JSON.stringify(readAt(event.raw, compiled) ?? null);
        if (holding === undefined) return text;
        return text.includes(holding) ? (only ? 'yes' : text) : '';
      });
      texts.set(part, known);
    }
    return known;
  };

  function measure(facet: Facet): Candidate | undefined {
    const columns = facet.parts.map(textsOf);
    const places = new Map<string, number>();
    const kinds = sample.map((_event, index) => {
      const key = columns.map((column) => column[index]).join('\n');
      const place = places.get(key) ?? places.size;
      places.set(key, place);
      return place;
    });
    const varied = sample.length === 0 ? 0 : places.size / sample.length;
    if (varied > mostVaried) return undefined;
    const decided = decidedBy(source, facet);
    const able = units.flatMap(({ condition }, place) =>
      canDecide(condition, decided) ? [{ place, truth: compileKleene<Event>(condition, decided, eventTest) }] : [],
    );
    // Events with the same texts get the same answer, which is what the facet rests on.
    const answers = new Map<number, readonly number[]>();
    const excluded = sample.map((event, index) => {
      const kind = kinds[index] ?? 0;
      let answer = answers.get(kind);
      if (answer === undefined) {
        answer = able.filter(({ truth }) => truth(event) === false).map(({ place }) => place);
        answers.set(kind, answer);
      }
      return answer;
    });
    return { facet, repeats: 1 - varied, excluded };
  }

  const left = sample.map(() => new Set(units.map((_unit, place) => place)));
  const chosen: Facet[] = [];
  const tried = new Set<string>(avoid.map(nameOf));

  /** Greedy: the facet that settles most of what is left comes first. */
  function pick(facets: readonly Facet[]): void {
    let open: Candidate[] = [];
    for (const facet of facets) {
      if (tried.has(nameOf(facet))) continue;
      tried.add(nameOf(facet));
      const candidate = measure(facet);
      if (candidate !== undefined) open.push(candidate);
    }
    while (chosen.length < mostFacets && open.length > 0) {
      let best: Candidate | undefined;
      let most = 0;
      for (const candidate of open) {
        let gain = 0;
        for (const [index, places] of candidate.excluded.entries()) {
          const rest = left[index];
          if (rest === undefined || rest.size === 0) continue;
          let gone = 0;
          for (const place of places) if (rest.has(place)) gone++;
          // What brings a record close to being settled counts most.
          gain += gone / rest.size;
        }
        gain *= candidate.repeats ** 2 / (1 + 0.3 * candidate.facet.parts.length);
        if (gain > most) {
          most = gain;
          best = candidate;
        }
      }
      if (best === undefined || (most * 1000) / Math.max(1, sample.length) < worthwhile) break;
      chosen.push(best.facet);
      for (const [index, places] of best.excluded.entries()) for (const place of places) left[index]?.delete(place);
      open = open.filter((it) => it !== best);
    }
  }

  const facetsOf = (list: readonly Unit[]): readonly Facet[] =>
    list
      .flatMap(({ condition }) => fieldSets(condition))
      .map((fields) => toFacet(source, fields))
      .filter((it) => it !== undefined);
  for (const facet of kept) {
    tried.add(nameOf(facet));
    chosen.push(facet);
    for (const [index, places] of (measure(facet)?.excluded ?? []).entries()) {
      for (const place of places) left[index]?.delete(place);
    }
  }
  pick(facetsOf(units));

  // Units still open on many records: pairs of their fields may settle what no field does alone.
  const open = new Map<number, number>();
  for (const rest of left) for (const place of rest) open.set(place, (open.get(place) ?? 0) + 1);
  const stubborn = units.filter((_unit, place) => (open.get(place) ?? 0) > sample.length * 0.02);
  const pairs: Facet[] = [];
  for (const unit of stubborn) {
    const parts = facetsOf([unit]).filter((it) => it.parts.length <= 6);
    for (const one of parts) {
      for (const other of parts) {
        const both = [...new Set([...one.parts, ...other.parts])];
        if (one !== other && both.length <= mostParts && pairs.length < 24) pairs.push({ parts: both });
      }
    }
  }
  pick(pairs);
  return chosen;
}
