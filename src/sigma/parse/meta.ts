// SPDX-License-Identifier: Apache-2.0
import {
  describe,
  type MapNode,
  member,
  type Node,
  requireMap,
  requireOneOf,
  requireText,
  requireTexts,
  toPlain,
} from '../document/node.ts';
import { problem, shown } from '../problem.ts';
import { levels, type RuleMeta, statuses } from '../types.ts';

const relations = ['derived', 'obsolete', 'merged', 'renamed', 'similar'] as const;
const texts = ['description', 'license', 'author', 'taxonomy'] as const;
const lists = ['references', 'falsepositives', 'fields', 'scope'] as const;
const known = new Set<string>([
  'title',
  'id',
  'name',
  'status',
  'level',
  'date',
  'modified',
  'tags',
  'related',
  ...texts,
  ...lists,
  'logsource',
  'detection',
  'correlation',
  'filter',
  'generate',
]);
const limits: Readonly<Record<string, number>> = { taxonomy: 256 };
const date = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
/** Capitals are not Sigma's, but how tags are written is a "should": a rule is not refused for `attack.T1528`. */
const tag = /^[a-z0-9_-]+\.[a-z0-9._-]+$/i;

/**
 * Reads what every kind of document carries (Sigma rules specification 2.1, "Components").
 *
 * @throws TokenwardError RULE_INVALID
 */
export function parseMeta(document: MapNode): RuleMeta {
  const title = member(document, 'title');
  if (title === undefined) throw problem('RULE_INVALID', 'the rule has no title; add one', document.at);
  const read = <T>(key: string, parse: (node: Node) => T): Readonly<Record<string, T>> => {
    const node = member(document, key);
    return node === undefined ? {} : { [key]: parse(node) };
  };
  const list = (key: string): readonly string[] => {
    const node = member(document, key);
    return node === undefined || isEmpty(node) ? [] : requireTexts(node, key);
  };
  const meta: RuleMeta = {
    title: requireText(title, 'title', 256),
    ...read('id', (node) => requireText(node, 'id', 256)),
    ...read('name', (node) => requireText(node, 'name', 256)),
    ...Object.assign({}, ...texts.map((key) => read(key, (node) => requireText(node, key, limits[key])))),
    ...read('status', (node) => requireOneOf(node, 'status', statuses)),
    ...read('level', (node) => requireOneOf(node, 'level', levels)),
    ...read('date', (node) => parseDate(node, 'date')),
    ...read('modified', (node) => parseDate(node, 'modified')),
    references: list('references'),
    tags: parseTags(document),
    falsepositives: list('falsepositives'),
    fields: list('fields'),
    scope: list('scope'),
    related: parseRelated(member(document, 'related')),
    custom: Object.fromEntries(
      document.entries.filter(({ key }) => !known.has(key)).map(({ key, value }) => [key, toPlain(value)]),
    ),
    position: document.at,
  };
  return meta;
}

/** Keys that the specification gives a meaning to at the top of a document. */
export function isKnownKey(key: string): boolean {
  return known.has(key);
}

/** A list key with nothing after it is an empty list; people leave `falsepositives:` open. */
function isEmpty(node: Node): boolean {
  return node.kind === 'scalar' && node.value === null;
}

function parseDate(node: Node, name: string): string {
  const text = node.kind === 'scalar' ? node.value : undefined;
  if (typeof text === 'string' && date.test(text)) return text;
  throw problem('RULE_INVALID', `${name} is ${describe(node)}; write it as YYYY-MM-DD`, node.at);
}

function parseTags(document: MapNode): readonly string[] {
  const node = member(document, 'tags');
  if (node === undefined || isEmpty(node)) return [];
  const tags = requireTexts(node, 'tags');
  const wrong = tags.find((text) => !tag.test(text));
  if (wrong === undefined) return tags.map((text) => text.toLowerCase());
  throw problem(
    'RULE_INVALID',
    `the tag ${shown(wrong)} has no namespace or other characters than a-z 0-9 _ - and dots; write it as in attack.t1528`,
    node.at,
  );
}

function parseRelated(node: Node | undefined): RuleMeta['related'] {
  if (node === undefined || isEmpty(node)) return [];
  if (node.kind !== 'list') {
    throw problem('RULE_INVALID', `related is ${describe(node)}; write a list of mappings with id and type`, node.at);
  }
  return node.items.map((item) => {
    const map = requireMap(item, 'an item of related');
    const id = member(map, 'id');
    const type = member(map, 'type');
    if (id === undefined || type === undefined) {
      throw problem('RULE_INVALID', 'an item of related needs both id and type; add the missing one', map.at);
    }
    return {
      id: requireText(id, 'the id of a related rule'),
      type: requireOneOf(type, 'the type of a relation', relations),
    };
  });
}
