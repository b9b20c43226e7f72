// SPDX-License-Identifier: Apache-2.0
import type { Position } from '../../model/error.ts';
import { problem, shown } from '../problem.ts';
import type { Scalar } from '../types.ts';

/** A YAML value with its place in the file. Maps are lists of entries, so that no key can reach a prototype. */
export type Node = ScalarNode | ListNode | MapNode;

export interface ScalarNode {
  readonly kind: 'scalar';
  readonly value: Scalar;
  /** The digits as written of a number that a double cannot hold exactly, such as a 64-bit id. */
  readonly digits?: string;
  readonly at: Position;
}

export interface ListNode {
  readonly kind: 'list';
  readonly items: readonly Node[];
  readonly at: Position;
}

export interface Entry {
  readonly key: string;
  readonly keyAt: Position;
  readonly value: Node;
}

export interface MapNode {
  readonly kind: 'map';
  readonly entries: readonly Entry[];
  readonly at: Position;
}

/** Nesting that a rule document, or a value put into it, may have. */
export const maxDepth = 64;

/** The value of a key, or `undefined`. */
export function member(map: MapNode, key: string): Node | undefined {
  return map.entries.find((entry) => entry.key === key)?.value;
}

/** What a node is, in words. */
export function describe(node: Node): string {
  if (node.kind === 'list') return 'a list';
  if (node.kind === 'map') return 'a mapping';
  return node.value === null ? 'nothing' : `the ${typeof node.value} ${shown(node.value)}`;
}

/** @throws TokenwardError RULE_INVALID if the node is not a mapping */
export function requireMap(node: Node, name: string): MapNode {
  if (node.kind === 'map') return node;
  throw problem('RULE_INVALID', `${name} is ${describe(node)}; write it as a mapping of keys to values`, node.at);
}

/** A text, where `max` is in characters. @throws TokenwardError RULE_INVALID */
export function requireText(node: Node, name: string, max = 65_535): string {
  if (node.kind !== 'scalar' || typeof node.value !== 'string' || node.value === '') {
    throw problem(
      'RULE_INVALID',
      `${name} is ${describe(node)}; write a text, in quotes if it looks like a number`,
      node.at,
    );
  }
  if (node.value.length > max) {
    throw problem('RULE_INVALID', `${name} has ${node.value.length} characters; shorten it to at most ${max}`, node.at);
  }
  return node.value;
}

/** A finite number. @throws TokenwardError RULE_INVALID */
export function requireNumber(node: Node, name: string): number {
  if (node.kind === 'scalar' && typeof node.value === 'number') return node.value;
  throw problem('RULE_INVALID', `${name} is ${describe(node)}; write a number without quotes`, node.at);
}

/** A list of texts; a single text counts as a list of one. @throws TokenwardError RULE_INVALID */
export function requireTexts(node: Node, name: string): readonly string[] {
  if (node.kind !== 'list') return [requireText(node, name)];
  const texts = node.items.map((item) => requireText(item, `an item of ${name}`));
  const twice = texts.find((text, index) => texts.indexOf(text) !== index);
  if (twice !== undefined) {
    throw problem('RULE_INVALID', `${name} holds ${shown(twice)} twice; leave one out`, node.at);
  }
  return texts;
}

/** One of a closed set of words. @throws TokenwardError RULE_INVALID */
export function requireOneOf<T extends string>(node: Node, name: string, words: readonly T[]): T {
  const found = node.kind === 'scalar' ? words.find((word) => word === node.value) : undefined;
  if (found !== undefined) return found;
  throw problem('RULE_INVALID', `${name} is ${describe(node)}; write one of: ${words.join(', ')}`, node.at);
}

/** The plain value. `Object.fromEntries` defines keys, so `__proto__` stays a key like any other. */
export function toPlain(node: Node): unknown {
  if (node.kind === 'scalar') return node.digits ?? node.value;
  if (node.kind === 'list') return node.items.map(toPlain);
  return Object.fromEntries(node.entries.map((entry) => [entry.key, toPlain(entry.value)]));
}

/** The opposite of {@link toPlain}, all of it placed at `at`. @throws TokenwardError RULE_INVALID */
export function fromPlain(value: unknown, at: Position, depth = 0): Node {
  if (depth > maxDepth) throw problem('RULE_INVALID', `a value is nested deeper than ${maxDepth}; flatten it`, at);
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return { kind: 'scalar', value, at };
  if (typeof value === 'number' && Number.isFinite(value)) return { kind: 'scalar', value, at };
  if (Array.isArray(value)) return { kind: 'list', items: value.map((item) => fromPlain(item, at, depth + 1)), at };
  if (typeof value === 'object') {
    const entries = Object.entries(value).map(([key, item]) => ({
      key,
      keyAt: at,
      value: fromPlain(item, at, depth + 1),
    }));
    return { kind: 'map', entries, at };
  }
  throw problem('RULE_INVALID', `a ${typeof value} cannot be put into a rule; use text, number, list or mapping`, at);
}
