// SPDX-License-Identifier: Apache-2.0
import type { Position } from '../../model/error.ts';
import { allOf, anyOf, negate } from '../expression.ts';
import { compileWildcard } from '../match/wildcard.ts';
import { problem, shown } from '../problem.ts';
import type { Expression, PatternPart } from '../types.ts';

const maxLength = 65_536;
const maxDepth = 64;

/**
 * Reads a condition and puts the search identifiers in place. Binding, least first: or, and, not, `x of`, brackets.
 *
 * @throws TokenwardError RULE_INVALID, RULE_UNSUPPORTED for the aggregations after `|` of old rules
 */
export function parseCondition(text: string, searches: ReadonlyMap<string, Expression>, at: Position): Expression {
  if (text.length > maxLength) throw fail(`the condition is longer than ${maxLength} characters; shorten it`, at);
  if (text.includes('|')) {
    throw problem(
      'RULE_UNSUPPORTED',
      'aggregations after | in a condition are no longer part of Sigma; write a correlation document instead',
      at,
    );
  }
  const tokens = text.match(/[()]|[^\s()]+/g) ?? [];
  const { expression, next } = parseOr({ tokens, searches, at, depth: 0 }, 0);
  if (next === tokens.length) return expression;
  const found = tokens[next];
  if (found === ')') throw fail('the condition closes a bracket that is not open; remove it or open one', at);
  throw fail(`the condition goes on with ${shown(found)} where "and" or "or" must stand; add it`, at);
}

interface Input {
  readonly tokens: readonly string[];
  readonly searches: ReadonlyMap<string, Expression>;
  readonly at: Position;
  readonly depth: number;
}

interface Parsed {
  readonly expression: Expression;
  /** Index of the first token after it. */
  readonly next: number;
}

function parseOr(input: Input, start: number): Parsed {
  return parseJoined(input, start, 'or', parseAnd, anyOf);
}

function parseAnd(input: Input, start: number): Parsed {
  return parseJoined(input, start, 'and', parseNot, allOf);
}

function parseJoined(
  input: Input,
  start: number,
  word: string,
  operand: (input: Input, start: number) => Parsed,
  join: (of: readonly Expression[]) => Expression,
): Parsed {
  const first = operand(input, start);
  const operands = [first.expression];
  let { next } = first;
  while (isWord(input, next, word)) {
    const parsed = operand(input, next + 1);
    operands.push(parsed.expression);
    next = parsed.next;
  }
  return { expression: join(operands), next };
}

function parseNot(input: Input, start: number): Parsed {
  if (!isWord(input, start, 'not')) return parseOperand(input, start);
  const { expression, next } = parseNot(deeper(input), start + 1);
  return { expression: negate(expression), next };
}

function parseOperand(input: Input, start: number): Parsed {
  const token = input.tokens[start];
  if (token === undefined) throw fail('the condition ends where a search identifier must stand; add one', input.at);
  if (token === '(') {
    const { expression, next } = parseOr(deeper(input), start + 1);
    if (input.tokens[next] !== ')') throw fail('a bracket of the condition is not closed; close it with )', input.at);
    return { expression, next: next + 1 };
  }
  if (isWord(input, start + 1, 'of')) return { expression: parseQuantified(input, start), next: start + 3 };
  const search = input.searches.get(token);
  if (search !== undefined) return { expression: search, next: start + 1 };
  throw fail(
    `the condition names ${shown(token)}, which the detection does not define; write one of: ${names(input)}`,
    input.at,
  );
}

function parseQuantified(input: Input, start: number): Expression {
  const quantity = input.tokens[start]?.toLowerCase();
  const pattern = input.tokens[start + 2];
  if (quantity !== '1' && quantity !== 'any' && quantity !== 'all') {
    throw fail(`the condition asks for ${shown(quantity)} of something; write "1 of" or "all of"`, input.at);
  }
  if (pattern === undefined || pattern === '(' || pattern === ')') {
    throw fail('"of" in the condition is followed by nothing; write "them" or a pattern such as selection*', input.at);
  }
  const isMeant = pattern.toLowerCase() === 'them' ? (name: string): boolean => !name.startsWith('_') : named(pattern);
  const found = [...input.searches].filter(([name]) => isMeant(name)).map(([, search]) => search);
  if (found.length === 0) {
    throw fail(`no search identifier is named as ${shown(pattern)}; the detection defines: ${names(input)}`, input.at);
  }
  return quantity === 'all' ? allOf(found) : anyOf(found);
}

/** Only `*` is a wildcard in the patterns of a condition. */
function named(pattern: string): (name: string) => boolean {
  const parts = pattern.split(/(\*)/).flatMap((piece): readonly PatternPart[] => {
    if (piece === '') return [];
    return [piece === '*' ? { kind: 'any' } : { kind: 'text', text: piece }];
  });
  return compileWildcard(parts, true);
}

function isWord(input: Input, index: number, word: string): boolean {
  return input.tokens[index]?.toLowerCase() === word;
}

function deeper(input: Input): Input {
  if (input.depth >= maxDepth) throw fail(`the condition is nested deeper than ${maxDepth}; flatten it`, input.at);
  return { ...input, depth: input.depth + 1 };
}

function names(input: Input): string {
  return [...input.searches.keys()].slice(0, 20).join(', ') || 'nothing';
}

function fail(message: string, at: Position): Error {
  return problem('RULE_INVALID', message, at);
}
