// SPDX-License-Identifier: Apache-2.0
import { type MapNode, member, requireMap, requireText } from '../document/node.ts';
import { problem } from '../problem.ts';
import type { LogSourceSelector } from '../types.ts';

const parts = ['category', 'product', 'service', 'definition'] as const;

/** Reads the mandatory `logsource`; keys other than the four of the specification are comments and are left out. */
export function parseLogSource(document: MapNode): LogSourceSelector {
  const node = member(document, 'logsource');
  if (node === undefined) {
    throw problem('RULE_INVALID', 'the rule has no logsource; add one with category, product or service', document.at);
  }
  const map = requireMap(node, 'logsource');
  const selector: LogSourceSelector = Object.fromEntries(
    parts.flatMap((part) => {
      const value = member(map, part);
      return value === undefined ? [] : [[part, requireText(value, part)]];
    }),
  );
  if (selector.category ?? selector.product ?? selector.service) return selector;
  throw problem('RULE_INVALID', 'logsource selects nothing; give it category, product or service', map.at);
}
