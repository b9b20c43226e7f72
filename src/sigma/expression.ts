// SPDX-License-Identifier: Apache-2.0
import type { Expression, ValueTest } from './types.ts';

/** `and` of expressions, without nesting of the same kind; of one, that one; of none, true. */
export function allOf(of: readonly Expression[]): Expression {
  return join('and', of);
}

/** `or` of expressions, without nesting of the same kind; of one, that one; of none, false. */
export function anyOf(of: readonly Expression[]): Expression {
  return join('or', of);
}

export function negate(of: Expression): Expression {
  return { kind: 'not', of };
}

function join(kind: 'and' | 'or', of: readonly Expression[]): Expression {
  const flat = of.flatMap((child) => (child.kind === kind ? child.of : [child]));
  const [first] = flat;
  if (first === undefined) return { kind: 'constant', value: kind === 'and' };
  return flat.length === 1 ? first : { kind, of: flat };
}

/** Every field that an expression reads, the referred ones of `fieldref` too. */
export function expressionFields(expression: Expression): ReadonlySet<string> {
  const fields = new Set<string>();
  visit(expression, (leaf) => {
    if (leaf.kind === 'field') fields.add(leaf.field);
    if (leaf.kind === 'field' || leaf.kind === 'keyword') addReferred(leaf.test, fields);
  });
  return fields;
}

/** Whether an expression searches whole records, so that no list of fields is enough to decide it. */
export function hasKeywords(expression: Expression): boolean {
  let found = false;
  visit(expression, (leaf) => {
    found ||= leaf.kind === 'keyword';
  });
  return found;
}

function addReferred(test: ValueTest, fields: Set<string>): void {
  if (test.kind === 'fieldref') fields.add(test.field);
  if (test.kind === 'time') addReferred(test.test, fields);
}

function visit(expression: Expression, leaf: (leaf: Expression) => void): void {
  if (expression.kind === 'and' || expression.kind === 'or') for (const child of expression.of) visit(child, leaf);
  else if (expression.kind === 'not') visit(expression.of, leaf);
  else leaf(expression);
}
