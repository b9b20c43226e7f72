// SPDX-License-Identifier: Apache-2.0
// A condition as alternatives, each of which different fields can rule out: `a and (b or c)` is `a and b`, or `a and c`.
import { type Expression, expressionFields } from '../../sigma/sigma.ts';

/** Alternatives of one rule at most; a condition with more stays whole. */
const mostAlternatives = 8;

function isMixed(expression: Expression): boolean {
  return expression.kind === 'or' && expressionFields(expression).size > 1;
}

function conjunction(of: readonly Expression[]): Expression {
  return { kind: 'and', of: of.flatMap((it) => (it.kind === 'and' ? it.of : [it])) };
}

/** The alternatives of a condition: it holds exactly if one of them does. */
export function alternatives(expression: Expression): readonly Expression[] {
  let open: readonly Expression[] = [expression];
  for (;;) {
    const next = open.flatMap((it) => {
      if (isMixed(it) && it.kind === 'or') return it.of;
      const branch = it.kind === 'and' ? it.of.find(isMixed) : undefined;
      if (it.kind !== 'and' || branch === undefined || branch.kind !== 'or') return [it];
      const rest = it.of.filter((part) => part !== branch);
      return branch.of.map((part) => conjunction([...rest, part]));
    });
    if (next.length > mostAlternatives) return open;
    if (next.length === open.length) return next;
    open = next;
  }
}
