// SPDX-License-Identifier: Apache-2.0
import { describe, type MapNode, member, type Node, requireMap, requireTexts } from '../document/node.ts';
import { problem } from '../problem.ts';
import type { FilterRule } from '../types.ts';
import { type DetectionContext, parseDetection } from './detection.ts';
import { parseLogSource } from './log-source.ts';

/** Reads a filter document (Sigma filters specification 2.1). @throws TokenwardError as for a detection */
export function parseFilter(document: MapNode, filter: Node, context: DetectionContext): FilterRule {
  const map = requireMap(filter, 'filter');
  const rules = member(map, 'rules');
  if (rules === undefined) {
    throw problem('RULE_INVALID', 'the filter names no rules; add rules with ids or names, or rules: any', map.at);
  }
  const names = requireTexts(rules, 'rules');
  if (names.length === 0)
    throw problem('RULE_INVALID', `rules is ${describe(rules)} without items; name a rule`, rules.at);
  // The schema of filters wants a list, their specification writes `any` alone.
  const isAny = names.length === 1 && names[0] === 'any';
  return {
    kind: 'filter',
    meta: context.meta,
    logsource: parseLogSource(document),
    rules: isAny ? 'any' : names,
    condition: parseDetection(map, context, ['rules']),
  };
}
