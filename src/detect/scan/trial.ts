// SPDX-License-Identifier: Apache-2.0
// Tries many facets on the same sample: each test of a condition is run on each event once, whatever facet asks.
import type { Event } from '../../model/event.ts';
import type { Expression } from '../../sigma/sigma.ts';
import { eventTest } from '../event-field.ts';
import { type Answers, canDecide, decidedLeaves, no, RecordAnswers, takeApart, truthOf } from '../kleene.ts';
import { BitSet } from './bit-set.ts';

export interface Trial {
  /** For a facet that decides these fields: which conditions are certainly false for an event of the sample, by its place. */
  judge(decided: (field: string) => boolean): (event: number) => BitSet;
}

/** Makes conditions ready to be tried on a sample. */
export function createTrial(expressions: readonly Expression[], sample: readonly Event[]): Trial {
  const conditions = takeApart(expressions);
  const compiled = new Map<Expression, (event: Event) => boolean>();
  const testOf = (expression: Expression): ((event: Event) => boolean) => {
    const test = compiled.get(expression) ?? eventTest(expression);
    compiled.set(expression, test);
    return test;
  };
  const answers: readonly Answers[] = sample.map((event) => new RecordAnswers<Event>(conditions, testOf).begin(event));
  return {
    judge(isDecided) {
      const decided = decidedLeaves(conditions, isDecided);
      const able = [...conditions.nodes.entries()].filter(([, node]) => canDecide(node, decided));
      return (at) => {
        const excluded = new BitSet(conditions.nodes.length);
        const known = answers[at];
        if (known === undefined) return excluded;
        for (const [place, node] of able) if (truthOf(node, known, decided) === no) excluded.add(place);
        return excluded;
      };
    },
  };
}
