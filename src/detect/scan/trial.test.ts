// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Event } from '../../model/event.ts';
import { expression, fieldName, record } from '../../sigma/testing/arbitraries.ts';
import { eventTest } from '../event-field.ts';
import { decidedLeaves, no, RecordAnswers, takeApart, truthOf } from '../kleene.ts';
import { createTrial } from './trial.ts';

test('a trial rules out exactly what the three-valued condition is certain of', () => {
  let excluded = 0;
  fc.assert(
    fc.property(
      fc.array(expression, { minLength: 1, maxLength: 4 }),
      fc.array(record, { minLength: 1, maxLength: 4 }),
      fc.uniqueArray(fieldName),
      (conditions, records, known) => {
        const sample = records.map(
          (raw): Event => ({
            id: '',
            source: '',
            time: 0,
            raw,
            lifecycle: {},
            origin: { file: '', line: 1, offset: 0 },
          }),
        );
        const decided = (field: string): boolean => known.some((it) => it === field);
        const judge = createTrial(conditions, sample).judge(decided);
        for (const [at, event] of sample.entries()) {
          const out = judge(at);
          for (const [place, condition] of conditions.entries()) {
            const alone = takeApart([condition]);
            const [node] = alone.nodes;
            const answers = new RecordAnswers<Event>(alone, eventTest).begin(event);
            const certain = node !== undefined && truthOf(node, answers, decidedLeaves(alone, decided)) === no;
            expect(out.has(place)).toBe(certain);
          }
          excluded += out.size;
        }
      },
    ),
    { numRuns: 1000 },
  );
  expect(excluded).toBeGreaterThan(100);
});
