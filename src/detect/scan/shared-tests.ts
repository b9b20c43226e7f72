// SPDX-License-Identifier: Apache-2.0
// Conditions of many rules ask the same of the same fields: each test is worked out once a record and shared.
import { compileExpression, type Expression } from '../../sigma/sigma.ts';
import type { Reading } from './reading.ts';

type Test = (reading: Reading) => boolean;

const tests = new WeakMap<Reading, Map<string, Test>>();

/** Works out a value once for each record that a reading turns to. */
export function oncePerRecord<T>(work: (reading: Reading) => T): (reading: Reading) => T {
  let epoch = Number.NaN;
  let value: T;
  return (reading) => {
    if (epoch !== reading.epoch) {
      value = work(reading);
      epoch = reading.epoch;
    }
    return value;
  };
}

function isPlain(expression: Expression): boolean {
  return expression.kind === 'field' || (expression.kind === 'or' && expression.of.every((it) => it.kind === 'field'));
}

/** A condition without keywords as a predicate on the readings of one scanner. */
export function compileShared(expression: Expression, reading: Reading): Test {
  if (isPlain(expression)) return sharedTest(expression, reading);
  switch (expression.kind) {
    case 'not': {
      const inner = compileShared(expression.of, reading);
      return (it) => !inner(it);
    }
    case 'and': {
      const parts = expression.of.map((it) => compileShared(it, reading));
      return (it) => {
        for (const part of parts) if (!part(it)) return false;
        return true;
      };
    }
    case 'or': {
      const parts = expression.of.map((it) => compileShared(it, reading));
      return (it) => {
        for (const part of parts) if (part(it)) return true;
        return false;
      };
    }
    default:
      return compileExpression<Reading>(expression, (field) => reading.field(field));
  }
}

/** The predicate of one test, or of several on fields of which any may hold; the same one for the same tests. */
export function sharedTest(expression: Expression, reading: Reading): Test {
  let known = tests.get(reading);
  if (known === undefined) {
    known = new Map();
    tests.set(reading, known);
  }
  const name = JSON.stringify(expression);
  let test = known.get(name);
  if (test === undefined) {
    test = oncePerRecord(compileExpression<Reading>(expression, (field) => reading.field(field)));
    known.set(name, test);
  }
  return test;
}
