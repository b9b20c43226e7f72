// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Event, RawRecord } from '../model/event.ts';
import { compileExpression, expressionFields } from '../sigma/sigma.ts';
import { expression, fieldName, record } from '../sigma/testing/arbitraries.ts';
import { eventField, eventTest } from './event-field.ts';
import { canDecide, compileKleene } from './kleene.ts';

const eventOf = (raw: RawRecord): Event => ({
  id: 'e',
  source: 's',
  time: 0,
  raw,
  lifecycle: {},
  origin: { file: '', line: 1, offset: 0 },
});
const known = fc.uniqueArray(fieldName).map((it) => new Set<string>(it));

test('what is certain with some fields is so with all', () => {
  let certain = 0;
  fc.assert(
    fc.property(expression, record, known, (condition, raw, fields) => {
      const answer = compileKleene(condition, (field) => fields.has(field), eventTest)(eventOf(raw));
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
      const answer = compileKleene(condition, () => true, eventTest)(eventOf(raw));
      expect(answer).toBe(compileExpression<Event>(condition, eventField)(eventOf(raw)));
    }),
    { numRuns: 1000 },
  );
});

test('a condition that cannot be decided never is', () => {
  fc.assert(
    fc.property(expression, record, known, (condition, raw, fields) => {
      const decided = (field: string): boolean => fields.has(field);
      const answer = compileKleene(condition, decided, eventTest)(eventOf(raw));
      if (answer !== undefined) expect(canDecide(condition, decided, answer)).toBe(true);
      if (expressionFields(condition).size > 0 && fields.size === 0 && answer !== undefined) {
        expect(JSON.stringify(condition)).toContain('constant');
      }
    }),
    { numRuns: 2000 },
  );
});
