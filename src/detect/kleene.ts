// SPDX-License-Identifier: Apache-2.0
// Three-valued reading of a condition: what it says when only some fields are known.

import type { Expression } from '../sigma/sigma.ts';

/** `undefined` is unknown. */
export type Truth = boolean | undefined;

const unknown = (): Truth => undefined;

/**
 * Compiles a condition for records of which only the fields that `decided` names are known. `false` means that the
 * whole condition is false whatever the other fields hold (Kleene's strong logic: unknown never becomes certain).
 *
 * @param test compiles a test on one field
 */
export function compileKleene<R>(
  expression: Expression,
  decided: (field: string) => boolean,
  test: (expression: Expression) => (record: R) => boolean,
): (record: R) => Truth {
  switch (expression.kind) {
    case 'constant':
      return () => expression.value;
    case 'keyword':
      return unknown;
    case 'field': {
      const other = expression.test.kind === 'fieldref' ? expression.test.field : undefined;
      if (!decided(expression.field) || (other !== undefined && !decided(other))) return unknown;
      return test(expression);
    }
    case 'not': {
      const inner = compileKleene(expression.of, decided, test);
      return (record) => {
        const value = inner(record);
        return value === undefined ? undefined : !value;
      };
    }
    case 'and':
    case 'or': {
      const all = expression.kind === 'and';
      const parts = expression.of.map((it) => compileKleene(it, decided, test)).filter((it) => it !== unknown);
      const open = parts.length < expression.of.length;
      if (parts.length === 0) return open ? unknown : () => all;
      return (record) => {
        let result: Truth = open ? undefined : all;
        for (const part of parts) {
          const value = part(record);
          if (value === !all) return value;
          if (value === undefined) result = undefined;
        }
        return result;
      };
    }
  }
}

/** Whether knowing the `decided` fields can ever make the condition false (or, with `value`, true). */
export function canDecide(expression: Expression, decided: (field: string) => boolean, value = false): boolean {
  switch (expression.kind) {
    case 'constant':
      return expression.value === value;
    case 'keyword':
      return false;
    case 'field':
      return decided(expression.field) && (expression.test.kind !== 'fieldref' || decided(expression.test.field));
    case 'not':
      return canDecide(expression.of, decided, !value);
    case 'and':
      return value
        ? expression.of.every((it) => canDecide(it, decided, true))
        : expression.of.some((it) => canDecide(it, decided, false));
    case 'or':
      return value
        ? expression.of.some((it) => canDecide(it, decided, true))
        : expression.of.every((it) => canDecide(it, decided, false));
  }
}
