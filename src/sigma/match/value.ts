// SPDX-License-Identifier: Apache-2.0
import type { CompareOperator, ValueTest } from '../types.ts';
import { compileNetwork } from './network.ts';
import { compileRegex } from './regex.ts';
import { timePartOf } from './time-part.ts';
import { compileWildcard, type TextPredicate } from './wildcard.ts';

/** A test on one value that is neither absent nor an array. */
export type ValuePredicate = (value: unknown) => boolean;

/** Nesting of arrays inside arrays that is followed. */
const maxNesting = 64;
const decimal = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;

/** The number of a value: of a number, or of a text that is a plain decimal number. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'string') return value.length < 32 && decimal.test(value) ? Number(value) : undefined;
  return typeof value === 'bigint' ? Number(value) : undefined;
}

/** The text of a scalar; objects and null have none. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint'
    ? String(value)
    : undefined;
}

/** The predicate of a test on a single value; `undefined` for `null`, `exists` and `fieldref`, which need more. */
export function compileValue(test: ValueTest): ValuePredicate | undefined {
  switch (test.kind) {
    case 'string':
      return onText(compileWildcard(test.parts, test.cased));
    case 'regex':
      return onText(compileRegex(test.source, test.flags));
    case 'cidr':
      return onText(compileNetwork(test.network));
    case 'number': {
      const wanted = test.value;
      return (value) => numberOf(value) === wanted;
    }
    case 'boolean': {
      const { value: wanted } = test;
      const text = String(wanted);
      return (value) => value === wanted || (typeof value === 'string' && value.toLowerCase() === text);
    }
    case 'compare': {
      const holds = comparison(test.operator, test.value);
      return (value) => {
        const number = numberOf(value);
        return number !== undefined && holds(number);
      };
    }
    case 'time': {
      const { part } = test;
      const inner = compileValue(test.test);
      return inner && ((value) => inner(timePartOf(value, part)));
    }
    case 'null':
    case 'exists':
    case 'fieldref':
      return undefined;
  }
}

/** Applies a predicate to a value, or to every element of an array until one holds. */
export function anyElement(predicate: ValuePredicate): ValuePredicate {
  const test = (value: unknown, depth: number): boolean => {
    if (!Array.isArray(value)) return predicate(value);
    if (depth >= maxNesting) return false;
    for (const element of value) if (test(element, depth + 1)) return true;
    return false;
  };
  return (value) => (Array.isArray(value) ? test(value, 0) : predicate(value));
}

/** A field is null if it is absent, null, an array with nothing in it, or an array with a null in it. */
export function isNull(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  return Array.isArray(value) && (value.length === 0 || value.some((element) => element === null));
}

function onText(predicate: TextPredicate): ValuePredicate {
  return (value) => {
    if (typeof value === 'string') return predicate(value);
    const text = textOf(value);
    return text !== undefined && predicate(text);
  };
}

function comparison(operator: CompareOperator, bound: number): (value: number) => boolean {
  switch (operator) {
    case 'lt':
      return (value) => value < bound;
    case 'lte':
      return (value) => value <= bound;
    case 'gt':
      return (value) => value > bound;
    case 'gte':
      return (value) => value >= bound;
  }
}
