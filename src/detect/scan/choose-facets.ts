// SPDX-License-Identifier: Apache-2.0
// Which facets to have: those that, on a sample of the log at hand, leave the fewest records with a rule to try.
import type { Event } from '../../model/event.ts';
import type { Source } from '../../model/source.ts';
import { type Expression, expressionFields } from '../../sigma/sigma.ts';
import { compilePath, readAt } from '../../sources/shared/read.ts';
import { BitSet } from './bit-set.ts';
import { decidedBy, type Facet, mostParts, type Part, partsOf, readPart, type Unit, usable } from './facet.ts';
import { createTrial } from './trial.ts';

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
  /** For each event of the sample, the units that the facet rules out. */
  readonly excluded: readonly BitSet[];
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

/** The number of a key: its place among the different ones so far. */
function numberOf<K>(places: Map<K, number>, key: K): number {
  const place = places.get(key) ?? places.size;
  places.set(key, place);
  return place;
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
  const kindsOfPart = new Map<Part, readonly number[]>();
  /** Numbers the texts of a part: the same number for the same text. */
  const kindsOf = (part: Part): readonly number[] => {
    let kinds = kindsOfPart.get(part);
    if (kinds === undefined) {
      const { path, holding, only } = readPart(part);
      const compiled = compilePath(path);
      const places = new Map<string, number>();
      kinds = sample.map((event) => {
        const text = JSON.stringify(readAt(event.raw, compiled) ?? null);
        return numberOf(places, holding === undefined || text.includes(holding) ? (only ? 'yes' : text) : '');
      });
      kindsOfPart.set(part, kinds);
    }
    return kinds;
  };
  const trial = createTrial(
    units.map(({ condition }) => condition),
    sample,
  );

  function measure(facet: Facet): Candidate | undefined {
    let kinds: readonly number[] = sample.map(() => 0);
    let places = new Map<number, number>();
    for (const part of facet.parts) {
      const more = kindsOf(part);
      places = new Map();
      kinds = kinds.map((kind, index) => numberOf(places, kind * sample.length + (more[index] ?? 0)));
    }
    const varied = sample.length === 0 ? 0 : places.size / sample.length;
    if (varied > mostVaried) return undefined;
    const judge = trial.judge(decidedBy(source, facet));
    // Events with the same texts get the same answer, which is what the facet rests on.
    const answers = new Map<number, BitSet>();
    const excluded = sample.map((_event, index) => {
      const kind = kinds[index] ?? 0;
      let answer = answers.get(kind);
      if (answer === undefined) {
        answer = judge(index);
        answers.set(kind, answer);
      }
      return answer;
    });
    return { facet, repeats: 1 - varied, excluded };
  }

  const left = sample.map(() => BitSet.full(units.length));
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
        for (let index = 0; index < sample.length; index++) {
          const rest = left[index];
          const excluded = candidate.excluded[index];
          if (rest === undefined || excluded === undefined || rest.size === 0) continue;
          // What brings a record close to being settled counts most.
          gain += rest.shared(excluded) / rest.size;
        }
        gain *= candidate.repeats ** 2 / (1 + 0.3 * candidate.facet.parts.length);
        if (gain > most) {
          most = gain;
          best = candidate;
        }
      }
      if (best === undefined || (most * 1000) / Math.max(1, sample.length) < worthwhile) break;
      chosen.push(best.facet);
      for (const [index, excluded] of best.excluded.entries()) left[index]?.remove(excluded);
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
    for (const [index, excluded] of (measure(facet)?.excluded ?? []).entries()) left[index]?.remove(excluded);
  }
  pick(facetsOf(units));

  // Units still open on many records: pairs of their fields may settle what no field does alone.
  const stubborn = units.filter((_unit, place) => {
    let open = 0;
    for (const rest of left) if (rest.has(place)) open++;
    return open > sample.length * 0.02;
  });
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
