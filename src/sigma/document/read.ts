// SPDX-License-Identifier: Apache-2.0
import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, parseAllDocuments } from 'yaml';
import type { Position, TokenwardError } from '../../model/error.ts';
import { problem, shown, toRejected } from '../problem.ts';
import type { RejectedRule } from '../types.ts';
import { type Entry, maxDepth, type Node, type ScalarNode } from './node.ts';

/** Values a document may hold once its aliases are followed, and aliases it may follow. */
const maxNodes = 100_000;
const maxAliases = 100;

export interface ReadDocuments {
  readonly documents: readonly Node[];
  readonly rejected: readonly RejectedRule[];
}

/**
 * Reads multi-document YAML 1.2. A document with a problem is rejected and the others are kept: the text is cut at its
 * `---` lines first, because YAML allows no `---` line inside a document.
 */
export function readDocuments(text: string, file: string): ReadDocuments {
  const documents: Node[] = [];
  const rejected: RejectedRule[] = [];
  for (const { chunk, line } of cut(text.startsWith('\ufeff') ? text.slice(1) : text)) {
    const lines = new LineCounter();
    const at = (offset: number): Position => {
      const { line: inChunk, col } = lines.linePos(offset);
      return { file, line: line + Math.max(inChunk, 1), column: Math.max(col, 1) };
    };
    // Unique keys are checked below: the parser compares each key with all others, quadratic time for a hostile file.
    const parsed = parseAllDocuments(chunk, { lineCounter: lines, uniqueKeys: false, prettyErrors: false });
    if (!Array.isArray(parsed)) continue;
    for (const document of parsed) {
      try {
        const node = toNode(document, at);
        if (node !== undefined) documents.push(node);
      } catch (error) {
        rejected.push(toRejected(error, titleOf(document), at(0)));
      }
    }
  }
  return { documents, rejected };
}

/** The parts between `---` lines, each with the number of lines before it. */
function cut(text: string): readonly { readonly chunk: string; readonly line: number }[] {
  // A directive belongs to the document after the next `---`, so such a text is left whole.
  if (/^%/m.test(text)) return [{ chunk: text, line: 0 }];
  const chunks: { chunk: string; line: number }[] = [];
  let start = 0;
  let line = 0;
  const add = (end: number): void => {
    const chunk = text.slice(start, end);
    chunks.push({ chunk, line });
    for (let i = chunk.indexOf('\n'); i !== -1; i = chunk.indexOf('\n', i + 1)) line++;
    start = end;
  };
  for (const marker of text.matchAll(/^---(?=\s|$)/gm)) if (marker.index > start) add(marker.index);
  add(text.length);
  return chunks;
}

function titleOf(document: Document): string {
  const title = isMap(document.contents) ? document.get('title') : undefined;
  return typeof title === 'string' ? title : '(no title)';
}

function toNode(document: Document.Parsed | Document, at: (offset: number) => Position): Node | undefined {
  const error = document.errors[0];
  if (error !== undefined) throw syntaxError(error.message, at(error.pos[0]));
  if (document.contents === null) return undefined;
  let nodes = 0;
  let aliases = 0;

  const convert = (value: unknown, where: Position, depth: number): Node => {
    if (++nodes > maxNodes)
      throw problem('RULE_SYNTAX', `the document holds more than ${maxNodes} values; split it`, where);
    if (depth > maxDepth)
      throw problem('RULE_SYNTAX', `the document is nested deeper than ${maxDepth}; flatten it`, where);
    if (isAlias(value)) {
      const here = placeOf(value, where);
      if (++aliases > maxAliases) {
        throw problem(
          'RULE_SYNTAX',
          `the document follows more than ${maxAliases} aliases; write the values out`,
          here,
        );
      }
      const target = value.resolve(document);
      if (target === undefined)
        throw problem('RULE_SYNTAX', `alias *${value.source} has no anchor before it; define it`, here);
      return convert(target, here, depth + 1);
    }
    const here = placeOf(value, where);
    if (isMap(value)) {
      const entries = value.items.map((pair): Entry => {
        const keyAt = placeOf(pair.key, here);
        return { key: keyText(pair.key, keyAt), keyAt, value: convert(pair.value, keyAt, depth + 1) };
      });
      const seen = new Set<string>();
      for (const { key, keyAt } of entries) {
        if (seen.has(key)) throw duplicateKey(key, keyAt);
        seen.add(key);
      }
      return { kind: 'map', entries, at: here };
    }
    if (isSeq(value))
      return { kind: 'list', items: value.items.map((item) => convert(item, here, depth + 1)), at: here };
    if (isScalar(value)) return toScalar(value.value, value.source, here);
    if (value === null || value === undefined) return { kind: 'scalar', value: null, at: here };
    throw problem(
      'RULE_SYNTAX',
      'this kind of YAML value is not used in rules; write text, number, list or mapping',
      here,
    );
  };
  const placeOf = (value: unknown, otherwise: Position): Position => {
    const range = isScalar(value) || isMap(value) || isSeq(value) || isAlias(value) ? value.range : undefined;
    return range ? at(range[0]) : otherwise;
  };
  return convert(document.contents, at(0), 0);
}

function keyText(key: unknown, at: Position): string {
  const value = isScalar(key) ? key.value : key;
  if (value === '<<') throw problem('RULE_SYNTAX', 'merge keys (<<) are not part of Sigma; write the keys out', at);
  if (typeof value === 'string') return value;
  if (isScalar(key) && (typeof value === 'number' || typeof value === 'boolean')) return key.source ?? String(value);
  throw problem('RULE_SYNTAX', 'a key is not a text; write it as a text', at);
}

function toScalar(value: unknown, source: string | undefined, at: Position): ScalarNode {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return { kind: 'scalar', value, at };
  if (typeof value !== 'number') {
    throw problem('RULE_SYNTAX', `a value of type ${typeof value} is not used in rules; write text or number`, at);
  }
  const digits = source ?? String(value);
  if (!Number.isFinite(value)) return { kind: 'scalar', value: digits, at };
  const exact = !Number.isInteger(value) || Number.isSafeInteger(value);
  // Minus zero is zero, as printing cannot tell them apart.
  return exact ? { kind: 'scalar', value: value + 0, at } : { kind: 'scalar', value, digits, at };
}

function duplicateKey(key: string, at: Position): TokenwardError {
  return problem(
    'RULE_SYNTAX',
    `the key ${shown(key)} stands twice in the same mapping; join the two or rename one`,
    at,
  );
}

function syntaxError(message: string, at: Position): TokenwardError {
  const isDeep = message.includes('call stack');
  const reason = isDeep
    ? `the document is nested deeper than ${maxDepth}; flatten it`
    : `not valid YAML: ${message.slice(0, 200)}; correct the syntax at this place`;
  return problem('RULE_SYNTAX', reason, at);
}
