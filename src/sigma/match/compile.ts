// SPDX-License-Identifier: Apache-2.0
import type { Expression, ValueTest } from '../types.ts';
import { readField } from './field.ts';
import { compileFieldReference } from './field-reference.ts';
import { searchValues } from './keyword.ts';
import { anyElement, compileValue, isNull, type ValuePredicate } from './value.ts';
import { compileValueSet } from './value-set.ts';

type Getter<R> = (record: R) => unknown;
type Predicate<R> = (record: R) => boolean;

/**
 * Compiles an expression to a predicate.
 *
 * @param field gives the reader of a field; it returns `undefined` for an absent one, null, a scalar, an object, or an
 * array of which any element may match. Called once for each field. Default: {@link readField}.
 * @throws TokenwardError REGEX_INVALID for an expression that was not made by the parser
 */
export function compileExpression<R>(
  expression: Expression,
  field: (path: string) => Getter<R> = readField,
): Predicate<R> {
  const getters = new Map<string, Getter<R>>();
  const getter = (path: string): Getter<R> => {
    const known = getters.get(path);
    if (known !== undefined) return known;
    const made = field(path);
    getters.set(path, made);
    return made;
  };
  return compile(expression, getter);
}

function compile<R>(expression: Expression, getter: (path: string) => Getter<R>): Predicate<R> {
  switch (expression.kind) {
    case 'constant': {
      const { value } = expression;
      return () => value;
    }
    case 'not': {
      const inner = compile(expression.of, getter);
      return (record) => !inner(record);
    }
    case 'and':
      return every(expression.of.map((child) => compile(child, getter)));
    case 'or':
      return compileOr(expression.of, getter);
    case 'field':
      return compileField(expression.field, [expression.test], getter);
    case 'keyword':
      return compileKeywords([expression.test]);
  }
}

/** Tests on the same field read it once, and keywords search the record once. */
function compileOr<R>(children: readonly Expression[], getter: (path: string) => Getter<R>): Predicate<R> {
  const fields = new Map<string, ValueTest[]>();
  const keywords: ValueTest[] = [];
  const others: Predicate<R>[] = [];
  for (const child of children) {
    if (child.kind === 'keyword') keywords.push(child.test);
    else if (child.kind !== 'field') others.push(compile(child, getter));
    else {
      const tests = fields.get(child.field);
      if (tests === undefined) fields.set(child.field, [child.test]);
      else tests.push(child.test);
    }
  }
  const onFields = [...fields].map(([path, tests]) => compileField(path, tests, getter));
  return some([...onFields, ...others, ...(keywords.length === 0 ? [] : [compileKeywords<R>(keywords)])]);
}

/** Whether any of the tests holds for the field. */
function compileField<R>(path: string, tests: readonly ValueTest[], getter: (path: string) => Getter<R>): Predicate<R> {
  const get = getter(path);
  const predicates: Predicate<R>[] = [];
  const onValue = compileValueSet(tests);
  if (onValue !== undefined) {
    const test = anyElement(onValue);
    predicates.push((record) => test(get(record)));
  }
  for (const test of tests) {
    if (test.kind === 'null') predicates.push((record) => isNull(get(record)));
    else if (test.kind === 'exists') predicates.push((record) => (get(record) !== undefined) === test.value);
    else if (test.kind === 'fieldref') predicates.push(compileFieldReference(test, get, getter(test.field)));
  }
  return some(predicates);
}

function compileKeywords<R>(tests: readonly ValueTest[]): Predicate<R> {
  const predicates = tests.map(compileValue).filter((predicate) => predicate !== undefined);
  const holds: ValuePredicate = (value) => predicates.some((predicate) => predicate(value));
  return (record) => searchValues(record, holds);
}

function every<R>(predicates: readonly Predicate<R>[]): Predicate<R> {
  const [first, second, third] = predicates;
  if (first === undefined) return () => true;
  if (second === undefined) return first;
  if (third === undefined) return (record) => first(record) && second(record);
  return (record) => {
    for (const predicate of predicates) if (!predicate(record)) return false;
    return true;
  };
}

function some<R>(predicates: readonly Predicate<R>[]): Predicate<R> {
  const [first, second, third] = predicates;
  if (first === undefined) return () => false;
  if (second === undefined) return first;
  if (third === undefined) return (record) => first(record) || second(record);
  return (record) => {
    for (const predicate of predicates) if (predicate(record)) return true;
    return false;
  };
}
