// SPDX-License-Identifier: Apache-2.0
import { type MapNode, member, type Node, requireMap } from '../document/node.ts';
import { override } from '../document/override.ts';
import { readDocuments } from '../document/read.ts';
import type { Placeholders } from '../modifiers/draft.ts';
import { problem, shown, toRejected } from '../problem.ts';
import type { RejectedRule, Rule, RuleMeta } from '../types.ts';
import { parseCorrelation } from './correlation.ts';
import { parseDetection } from './detection.ts';
import { parseFilter } from './filter.ts';
import { parseLogSource } from './log-source.ts';
import { isKnownKey, parseMeta } from './meta.ts';

export interface ParseOptions {
  /** Values of `%name%` under the modifier `expand`; a rule with a placeholder that has none is rejected. */
  readonly placeholders?: Placeholders;
  /** Values that replace what a rule says, by dotted path into its document, as in `correlation.timespan`. */
  readonly set?: (rule: RuleMeta) => Readonly<Record<string, unknown>> | undefined;
}

export interface ParsedRules {
  readonly rules: readonly Rule[];
  readonly rejected: readonly RejectedRule[];
}

const kinds = ['detection', 'correlation', 'filter'] as const;

/**
 * Reads Sigma documents from YAML. A document that cannot be used is in `rejected`, with the reason and the place; the
 * others are not touched by it.
 *
 * @param file name that positions carry
 */
export function parseRules(text: string, file: string, options: ParseOptions = {}): ParsedRules {
  const { documents, rejected: unreadable } = readDocuments(text, file);
  const rules: Rule[] = [];
  const rejected: RejectedRule[] = [...unreadable];
  for (const document of documents) {
    try {
      rules.push(parseRule(document, options));
    } catch (error) {
      rejected.push(toRejected(error, titleOf(document), document.at));
    }
  }
  return { rules, rejected };
}

function parseRule(node: Node, options: ParseOptions): Rule {
  const written = requireMap(node, 'the document');
  const action = member(written, 'action');
  if (action !== undefined) {
    throw problem(
      'RULE_UNSUPPORTED',
      'documents with "action" are no longer part of Sigma; write each rule out',
      action.at,
    );
  }
  const document = tune(written, options);
  const meta = parseMeta(document);
  refuseUnusable(document, meta);
  const context = { meta, placeholders: options.placeholders };
  const found = kinds.filter((kind) => member(document, kind) !== undefined);
  const [kind, second] = found;
  if (kind === undefined || second !== undefined) {
    const what = kind === undefined ? 'none of them' : found.join(' and ');
    throw problem('RULE_INVALID', `a rule has one of ${kinds.join(', ')}, this one ${what}; correct that`, document.at);
  }
  const body = member(document, kind) ?? document;
  if (kind === 'correlation') return parseCorrelation(document, body, meta);
  if (kind === 'filter') return parseFilter(document, body, context);
  return {
    kind,
    meta,
    logsource: parseLogSource(document),
    condition: parseDetection(requireMap(body, 'detection'), context),
  };
}

/** "Other taxonomy must be handled by the used tool"; and a rule may say itself that it cannot be used. */
function refuseUnusable(document: MapNode, { taxonomy = 'sigma', status }: RuleMeta): void {
  if (taxonomy !== 'sigma') {
    throw problem(
      'RULE_UNSUPPORTED',
      `the fields of the rule are named in the taxonomy ${shown(taxonomy)}; name them as the log source does, and leave taxonomy out`,
      member(document, 'taxonomy')?.at ?? document.at,
    );
  }
  if (status === 'unsupported') {
    throw problem(
      'RULE_UNSUPPORTED',
      'the status of the rule says that it cannot be used; mend the rule and give it another status, as experimental',
      member(document, 'status')?.at ?? document.at,
    );
  }
}

function tune(document: MapNode, options: ParseOptions): MapNode {
  const values = options.set?.(parseMeta(document));
  if (values === undefined) return document;
  for (const path of Object.keys(values)) {
    const head = path.split('.', 1)[0] ?? '';
    const isThere = document.entries.some(({ key }) => path === key || path.startsWith(`${key}.`));
    if (!isThere && !isKnownKey(head)) {
      throw problem(
        'RULE_INVALID',
        `the setting ${shown(path)} leads to nothing in this rule; check its spelling`,
        document.at,
      );
    }
  }
  return override(document, values);
}

function titleOf(node: Node): string {
  const title = node.kind === 'map' ? member(node, 'title') : undefined;
  return title?.kind === 'scalar' && typeof title.value === 'string' ? title.value : '(no title)';
}
