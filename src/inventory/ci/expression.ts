// SPDX-License-Identifier: Apache-2.0
// GitHub Actions expressions, `${{ ... }}`: which contexts they read, what they call and what they compare.
//
// Source of the grammar: https://docs.github.com/en/actions/reference/workflows-and-actions/expressions
import type { CiExpression } from '../../model/inventory/ci.ts';
import type { DocumentPath } from '../../model/inventory/provenance.ts';

export type Expression =
  | { readonly type: 'literal'; readonly text: string; readonly value: string | number | boolean | null }
  | { readonly type: 'reference'; readonly path: string }
  | { readonly type: 'call'; readonly name: string; readonly args: readonly Expression[] }
  | { readonly type: 'operation'; readonly operator: string; readonly parts: readonly Expression[] };

interface Token {
  readonly type: 'word' | 'text' | 'number' | 'sign';
  readonly text: string;
}

const maxDepth = 50;
/** Longer ones are cut off by GitHub itself (21 000 characters). */
const maxLength = 21_000;
const tokenPattern =
  /\s+|(?<word>[A-Za-z_][\w-]*)|(?<text>'(?:[^']|'')*')|(?<number>[-+]?(?:0x[\da-fA-F]+|0o[0-7]+|\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|\.\d+))|(?<sign>&&|\|\||[<>!=]=|[.,()[\]<>!*])/y;

/** @returns undefined where a character belongs to no token */
function tokenize(source: string): readonly Token[] | undefined {
  const tokens: Token[] = [];
  tokenPattern.lastIndex = 0;
  while (tokenPattern.lastIndex < source.length) {
    const match = tokenPattern.exec(source);
    if (match === null) return undefined;
    for (const type of ['word', 'text', 'number', 'sign'] as const) {
      const text = match.groups?.[type];
      if (text !== undefined) tokens.push({ type, text });
    }
  }
  return tokens;
}

const levels: readonly (readonly string[])[] = [['||'], ['&&'], ['==', '!='], ['<', '<=', '>', '>=']];

class Unreadable extends Error {}

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole(): Expression {
    const found = this.#binary(0, 0);
    if (this.#at < this.#tokens.length) throw new Unreadable();
    return found;
  }

  #take(sign: string): boolean {
    const token = this.#tokens[this.#at];
    if (token?.type !== 'sign' || token.text !== sign) return false;
    this.#at++;
    return true;
  }

  #need(sign: string): void {
    if (!this.#take(sign)) throw new Unreadable();
  }

  #binary(level: number, depth: number): Expression {
    const operators = levels[level];
    if (operators === undefined) return this.#unary(depth);
    let left = this.#binary(level + 1, depth);
    for (;;) {
      const operator = operators.find((it) => this.#take(it));
      if (operator === undefined) return left;
      left = { type: 'operation', operator, parts: [left, this.#binary(level + 1, depth)] };
    }
  }

  #unary(depth: number): Expression {
    if (depth > maxDepth) throw new Unreadable();
    if (this.#take('!')) return { type: 'operation', operator: '!', parts: [this.#unary(depth + 1)] };
    if (this.#take('(')) {
      const inner = this.#binary(0, depth + 1);
      this.#need(')');
      return this.#access('', inner, depth);
    }
    const token = this.#tokens[this.#at++];
    if (token === undefined) throw new Unreadable();
    if (token.type === 'text')
      return { type: 'literal', text: token.text, value: token.text.slice(1, -1).replaceAll("''", "'") };
    if (token.type === 'number') return { type: 'literal', text: token.text, value: Number(token.text) };
    if (token.type !== 'word') throw new Unreadable();
    const constant = new Map<string, boolean | null>([
      ['true', true],
      ['false', false],
      ['null', null],
    ]).get(token.text);
    if (constant !== undefined) return { type: 'literal', text: token.text, value: constant };
    if (this.#take('(')) {
      const args: Expression[] = [];
      while (!this.#take(')')) {
        if (args.length > 0) this.#need(',');
        args.push(this.#binary(0, depth + 1));
      }
      return this.#access('', { type: 'call', name: token.text.toLowerCase(), args }, depth);
    }
    return this.#access(token.text, undefined, depth);
  }

  /** What follows a name or a value: `.name`, `.*`, `[index]`. Of a value, only what it was made of counts. */
  #access(name: string, base: Expression | undefined, depth: number): Expression {
    let path = name;
    const dynamic: Expression[] = [];
    for (;;) {
      if (this.#take('.')) {
        if (this.#take('*')) path += '.*';
        else {
          const part = this.#tokens[this.#at++];
          if (part?.type !== 'word') throw new Unreadable();
          path += `.${part.text}`;
        }
      } else if (this.#take('[')) {
        if (this.#take('*')) path += '.*';
        else {
          const index = this.#binary(0, depth + 1);
          if (index.type === 'literal' && typeof index.value === 'string') path += `.${index.value}`;
          else {
            path += '.*';
            dynamic.push(index);
          }
        }
        this.#need(']');
      } else break;
    }
    const root: Expression = base ?? { type: 'reference', path };
    return dynamic.length === 0 ? root : { type: 'operation', operator: '[]', parts: [root, ...dynamic] };
  }
}

/** Reads one expression, without its `${{ }}`. @returns undefined where it is not valid */
export function parseExpression(source: string): Expression | undefined {
  if (source.length > maxLength) return undefined;
  const tokens = tokenize(source);
  if (tokens === undefined || tokens.length === 0) return undefined;
  try {
    return new Parser(tokens).whole();
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

/** The expression as one would write it, spaces evened out. */
export function printExpression(it: Expression): string {
  switch (it.type) {
    case 'literal':
      return it.text;
    case 'reference':
      return it.path;
    case 'call':
      return `${it.name}(${it.args.map(printExpression).join(', ')})`;
    default:
      if (it.operator === '!') return `!${it.parts.map(printExpression).join('')}`;
      if (it.operator === '[]') return it.parts.slice(0, 1).map(printExpression).join('');
      return `(${it.parts.map(printExpression).join(` ${it.operator} `)})`;
  }
}

function* nodes(it: Expression): Iterable<Expression> {
  yield it;
  for (const inner of it.type === 'call' ? it.args : it.type === 'operation' ? it.parts : []) yield* nodes(inner);
}

function referencesOf(it: Expression): readonly string[] {
  return [...new Set([...nodes(it)].flatMap((node) => (node.type === 'reference' ? [node.path] : [])))];
}

/**
 * What an expression yields into the text: of `a && b || c` the value of a condition is not among it.
 * `github.event_name == 'push' && github.sha` yields the commit, not the name of the event.
 */
function yielded(it: Expression): readonly string[] {
  if (it.type === 'reference') return [it.path];
  if (it.type === 'literal') return [];
  if (it.type === 'call') {
    if (
      ['contains', 'startswith', 'endswith', 'hashfiles', 'always', 'success', 'failure', 'cancelled'].includes(it.name)
    )
      return [];
    return it.args.flatMap(yielded);
  }
  if (it.operator === '&&') return it.parts.slice(-1).flatMap(yielded);
  if (it.operator === '||') return it.parts.flatMap(yielded);
  if (it.operator === '[]') return it.parts.slice(0, 1).flatMap(yielded);
  return []; // comparisons and negations give true or false
}

const comparing = new Set(['==', '!=', '<', '<=', '>', '>=']);

/** What checks need to know of an expression. */
export function describeExpression(source: string, at: DocumentPath): CiExpression {
  const text = source.trim();
  const parsed = parseExpression(text);
  if (parsed === undefined) {
    // Invalid to us: the names in it still tell what it may read.
    const refs = [...new Set(text.match(/[A-Za-z_][\w-]*(?:\.[\w*-]+)+/g) ?? [])];
    return { at, text, refs, yields: refs, calls: [], comparisons: [], valid: false };
  }
  const all = [...nodes(parsed)];
  return {
    at,
    text,
    refs: referencesOf(parsed),
    yields: [...new Set(yielded(parsed))],
    calls: all.flatMap((it) =>
      it.type === 'call' ? [{ name: it.name, args: it.args.map(printExpression), refs: referencesOf(it) }] : [],
    ),
    comparisons: all.flatMap((it) =>
      it.type === 'operation' && comparing.has(it.operator)
        ? [
            {
              operator: it.operator,
              left: it.parts.slice(0, 1).map(printExpression).join(''),
              right: it.parts.slice(1).map(printExpression).join(''),
            },
          ]
        : [],
    ),
    valid: true,
  };
}

/** The sources of all `${{ }}` in a text. Quotes are minded: `${{ '}}' }}` is one. */
export function expressionsIn(text: string): readonly string[] {
  const found: string[] = [];
  for (let at = text.indexOf('${{'); at !== -1; ) {
    let end = at + 3;
    let quoted = false;
    while (end < text.length && (quoted || !text.startsWith('}}', end))) {
      if (text[end] === "'") quoted = !quoted;
      end++;
    }
    if (end >= text.length) break;
    found.push(text.slice(at + 3, end));
    at = text.indexOf('${{', end + 2);
  }
  return found;
}

/** All expressions of the texts in a value, with where each stands below it. */
export function describeAll(value: unknown, at: DocumentPath = []): readonly CiExpression[] {
  if (typeof value === 'string')
    return value.includes('${{') ? expressionsIn(value).map((it) => describeExpression(it, at)) : [];
  if (Array.isArray(value)) return value.flatMap((it, index) => describeAll(it, [...at, index]));
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, it]) => describeAll(it, [...at, key]));
  return [];
}

/** A condition: `if:` is an expression even without `${{ }}`. */
export function describeCondition(value: unknown): readonly CiExpression[] {
  if (typeof value === 'boolean') return [describeExpression(String(value), ['if'])];
  if (typeof value !== 'string' || value.trim() === '') return [];
  return value.includes('${{') ? describeAll(value, ['if']) : [describeExpression(value, ['if'])];
}
