// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Event, RawRecord } from '../model/event.ts';
import { compileExpression, type Expression, expressionFields } from '../sigma/sigma.ts';
import { expression, fieldName, record } from '../sigma/testing/arbitraries.ts';
import { eventField, eventTest } from './event-field.ts';
import { canDecide, decidedLeaves, no, RecordAnswers, takeApart, truthOf, unknown, yes } from './kleene.ts';

const eventOf = (raw: RawRecord): Event => ({
  id: 'e',
  source: 's',
  time: 0,
  raw,
  lifecycle: {},
  origin: { file: '', line: 1, offset: 0 },
});

function answerOf(condition: Expression, decided: (field: string) => boolean, raw: RawRecord): boolean | undefined {
  const conditions = takeApart([condition]);
  const [node] = conditions.nodes;
  const answers = new RecordAnswers<Event>(conditions, eventTest).begin(eventOf(raw));
  const truth = node === undefined ? unknown : truthOf(node, answers, decidedLeaves(conditions, decided));
  return truth === unknown ? undefined : truth === yes;
}

function isDecidable(condition: Expression, decided: (field: string) => boolean, answer: boolean): boolean {
  const conditions = takeApart([condition]);
  const [node] = conditions.nodes;
  return node !== undefined && canDecide(node, decidedLeaves(conditions, decided), answer ? yes : no);
}

const known = fc.uniqueArray(fieldName).map((it) => new Set<string>(it));

test('what is certain with some fields is so with all', () => {
  let certain = 0;
  fc.assert(
    fc.property(expression, record, known, (condition, raw, fields) => {
      const answer = answerOf(condition, (field) => fields.has(field), raw);
      if (answer === undefined) return;
      certain++;
      expect(answer).toBe(compileExpression<Event>(condition, eventField)(eventOf(raw)));
    }),
    { numRuns: 2000 },
  );
  expect(certain).toBeGreaterThan(200);
});

test('with every field and no keywords nothing is unknown', () => {
  fc.assert(
    fc.property(expression, record, (condition, raw) => {
      if (JSON.stringify(condition).includes('"keyword"')) return;
      const answer = answerOf(condition, () => true, raw);
      expect(answer).toBe(compileExpression<Event>(condition, eventField)(eventOf(raw)));
    }),
    { numRuns: 1000 },
  );
});

test('a condition that cannot be decided never is', () => {
  fc.assert(
    fc.property(expression, record, known, (condition, raw, fields) => {
      const decided = (field: string): boolean => fields.has(field);
      const answer = answerOf(condition, decided, raw);
      if (answer !== undefined) expect(isDecidable(condition, decided, answer)).toBe(true);
      if (expressionFields(condition).size > 0 && fields.size === 0 && answer !== undefined) {
        expect(JSON.stringify(condition)).toContain('constant');
      }
    }),
    { numRuns: 2000 },
  );
});

test('conditions together say what each says alone, record after record', () => {
  fc.assert(
    fc.property(
      fc.array(expression, { minLength: 1, maxLength: 5 }),
      fc.array(record, { minLength: 1, maxLength: 3 }),
      (expressions, records) => {
        const conditions = takeApart(expressions);
        const answers = new RecordAnswers<Event>(conditions, eventTest);
        for (const raw of records) {
          answers.begin(eventOf(raw));
          for (const [place, node] of conditions.nodes.entries()) {
            const truth = truthOf(node, answers);
            const alone = expressions[place];
            if (truth === unknown || alone === undefined) continue;
            expect(truth === yes).toBe(compileExpression<Event>(alone, eventField)(eventOf(raw)));
          }
        }
      },
    ),
    { numRuns: 1000 },
  );
});
