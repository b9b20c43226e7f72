// SPDX-License-Identifier: Apache-2.0
import { problem, shown } from '../problem.ts';
import { fromPlain, type MapNode, type Node } from './node.ts';

/**
 * Replaces values of a document by dotted path, as in `correlation.timespan`. A key that itself holds dots wins over
 * nesting; numbers index lists. The last part of a path may be new, what it stands in must be there.
 *
 * @throws TokenwardError RULE_INVALID for a path that leads nowhere
 */
export function override(document: MapNode, values: Readonly<Record<string, unknown>>): MapNode {
  let node: Node = document;
  for (const [path, value] of Object.entries(values)) node = replace(node, path, value, path);
  return node.kind === 'map' ? node : document;
}

function replace(node: Node, path: string, value: unknown, whole: string): Node {
  if (node.kind === 'list') {
    const [head = '', ...rest] = path.split('.');
    const index = /^\d{1,6}$/.test(head) ? Number(head) : -1;
    const item = node.items[index];
    if (item !== undefined) {
      const next = rest.length === 0 ? fromPlain(value, item.at) : replace(item, rest.join('.'), value, whole);
      return { ...node, items: node.items.with(index, next) };
    }
  }
  if (node.kind === 'map') {
    const entry = node.entries
      .filter(({ key }) => path === key || path.startsWith(`${key}.`))
      .sort((a, b) => b.key.length - a.key.length)[0];
    if (entry !== undefined) {
      const next =
        path === entry.key
          ? fromPlain(value, entry.value.at)
          : replace(entry.value, path.slice(entry.key.length + 1), value, whole);
      return { ...node, entries: node.entries.map((other) => (other === entry ? { ...entry, value: next } : other)) };
    }
    if (!path.includes('.')) {
      return { ...node, entries: [...node.entries, { key: path, keyAt: node.at, value: fromPlain(value, node.at) }] };
    }
  }
  throw problem(
    'RULE_INVALID',
    `the setting ${shown(whole)} leads to nothing in this rule; check its spelling`,
    node.at,
  );
}
