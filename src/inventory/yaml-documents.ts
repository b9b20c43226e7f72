// SPDX-License-Identifier: Apache-2.0
// YAML and JSON documents with the places of their values. One parser gives both: values are built from its events, and
// a place is found by walking the same events again, only where somebody asks.
import {
  boolYaml11Tag,
  CORE_SCHEMA,
  constructFromEvents,
  defineMappingTag,
  defineScalarTag,
  defineSequenceTag,
  EVENT_ID,
  type Event,
  FAILSAFE_SCHEMA,
  floatYaml11Tag,
  getScalarValue,
  intYaml11Tag,
  mergeTag,
  nullYaml11Tag,
  parseEvents,
  SCALAR_STYLE,
  YAMLException,
} from 'js-yaml';
import { TokenwardError } from '../model/error.ts';
import type { DocumentPath } from '../model/inventory/provenance.ts';

export interface YamlDocument {
  readonly value: unknown;
  /** 1-based line on which the document's content begins. */
  readonly line: number;
}

/** Half-open ranges of characters of a key and its value, quotes included; `key` is absent for entries of lists and the root. */
export interface Place {
  readonly key: { readonly start: number; readonly end: number } | undefined;
  readonly value: { readonly start: number; readonly end: number };
}

export const maxYamlDepth = 100;
export const maxAliases = 1_000;
/** Values that a document may have when every alias is written out: more is a bomb, not a configuration. */
const maxValues = 2_000_000;

/**
 * What a text is a piece of: where it begins, and how many aliases the pieces of one document may still have together.
 * `onTwice` is told of a key that is there twice, which is an error without it.
 */
export interface YamlPiece {
  readonly line?: number;
  readonly aliases?: { left: number };
  readonly onTwice?: (error: TokenwardError) => void;
}

/**
 * `1.1` reads `yes` and `on` as true, as Kubernetes and Ansible do; `1.2` does not, as GitHub and GitLab do not.
 * `cloudformation` is 1.1 with the short form of functions: `!Ref X` reads as `{Ref: X}`, `!Sub x` as `{Fn::Sub: x}`.
 */
export type YamlVersion = '1.1' | '1.2' | 'cloudformation';

type FunctionCall = Readonly<Record<string, unknown>>;

function functionOf(tag: string, value: unknown): FunctionCall {
  const name = tag.slice(1);
  return { [name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`]: value };
}

const functionTags = [
  defineScalarTag('!', {
    matchByTagPrefix: true,
    resolve: (source, _, tag) => functionOf(tag, source),
    identify: () => false,
  }),
  defineSequenceTag('!', {
    matchByTagPrefix: true,
    create: (tag) => ({ tag, items: [] as unknown[] }),
    addItem: (carrier, item) => {
      carrier.items.push(item);
    },
    finalize: ({ tag, items }) => functionOf(tag, items),
    identify: () => false,
  }),
  defineMappingTag<{ readonly tag: string; readonly entries: Map<unknown, unknown> }, FunctionCall>('!', {
    matchByTagPrefix: true,
    create: (tag) => ({ tag, entries: new Map<unknown, unknown>() }),
    addPair: ({ entries }, key, value) => {
      entries.set(key, value);
      return '';
    },
    has: ({ entries }, key) => entries.has(key),
    keys: (result) => Object.keys(result),
    get: (result, key) => result[String(key)],
    finalize: ({ tag, entries }) => functionOf(tag, Object.fromEntries(entries)),
    identify: () => false,
  }),
];

// Without timestamps: a date in a manifest is a text for every reader of ours.
const old = FAILSAFE_SCHEMA.withTags(nullYaml11Tag, boolYaml11Tag, intYaml11Tag, floatYaml11Tag, mergeTag);

const schemas = {
  '1.1': old,
  '1.2': CORE_SCHEMA.withTags(mergeTag),
  cloudformation: old.withTags(functionTags),
} as const;

/** Marks of templates that are no YAML yet: Helm and Jinja. */
const template = /\{\{|\{%/;

/** What js-yaml says of a key that a map has twice. */
const twice = 'duplicated mapping key';

function toError(error: unknown, file: string, text: string, firstLine: number): TokenwardError {
  if (error instanceof YAMLException) {
    const { mark } = error;
    const hint = template.test(text) ? '. It seems to be a template: render it first, as with `helm template`' : '';
    const position = mark === undefined ? { file } : { file, line: mark.line + firstLine, column: mark.column + 1 };
    const at = mark === undefined ? '' : ` in line ${mark.line + firstLine}`;
    const what = error.reason === twice ? 'a key is there twice' : error.reason;
    return new TokenwardError('DOCUMENT_INVALID', `${file} is not valid YAML${at}: ${what}${hint}`, {
      position,
      cause: error,
    });
  }
  return new TokenwardError('DOCUMENT_INVALID', `${file} is not valid YAML`, { position: { file }, cause: error });
}

/** How many values there are with every alias written out; shared parts are counted once and multiplied. */
function expandedSize(value: unknown, sizes: Map<object, number>): number {
  if (typeof value !== 'object' || value === null) return 1;
  const known = sizes.get(value);
  if (known !== undefined) return known;
  sizes.set(value, 1); // an alias inside its own anchor counts once
  let size = 1;
  for (const inner of Object.values(value)) size += expandedSize(inner, sizes);
  sizes.set(value, size);
  return size;
}

/** Values of events. With `onTwice` a key that is there twice is told of, and its last value counts, as for GitLab and Helm. */
function construct(
  events: Event[],
  options: NonNullable<Parameters<typeof constructFromEvents>[1]>,
  onTwice: ((error: YAMLException) => void) | undefined,
): unknown[] {
  try {
    return constructFromEvents(events, options);
  } catch (error) {
    if (onTwice === undefined || !(error instanceof YAMLException) || error.reason !== twice) throw error;
    const values = constructFromEvents(events, { ...options, json: true });
    onTwice(error);
    return values;
  }
}

/**
 * Reads all documents of a text.
 *
 * @throws TokenwardError `DOCUMENT_INVALID` with line and column; `RECORD_TOO_LARGE` where aliases multiply
 * @see https://yaml.org/spec/1.2.2/
 */
export function parseYaml(
  text: string,
  file: string,
  version: YamlVersion = '1.2',
  piece: YamlPiece = {},
): readonly YamlDocument[] {
  const { line: firstLine = 1, aliases = { left: maxAliases } } = piece;
  let events: Event[];
  let values: unknown[];
  try {
    events = parseEvents(text, { maxDepth: maxYamlDepth });
    const options = { source: text, schema: schemas[version], maxAliases: aliases.left };
    const { onTwice } = piece;
    values = construct(events, options, onTwice && ((it) => onTwice(toError(it, file, text, firstLine))));
    if (piece.aliases !== undefined) aliases.left -= events.filter((it) => it.type === EVENT_ID.ALIAS).length;
  } catch (error) {
    throw toError(error, file, text, firstLine);
  }
  const sizes = new Map<object, number>();
  const starts = events.flatMap((event, index) =>
    event.type === EVENT_ID.DOCUMENT ? [startOf(events[index + 1])] : [],
  );
  const lineAt = createLineCounter(text);
  return values.map((value, index) => {
    const line = lineAt(starts[index] ?? 0) + firstLine - 1;
    if (expandedSize(value, sizes) > maxValues) {
      throw new TokenwardError(
        'RECORD_TOO_LARGE',
        `${file}: aliases repeat each other into more than ${maxValues} values`,
        {
          position: { file, line },
        },
      );
    }
    return { value, line };
  });
}

/** The events give a quoted text without its quotes. */
function isQuoted(event: Extract<Event, { type: typeof EVENT_ID.SCALAR }>): boolean {
  return event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED;
}

function startOf(event: Event | undefined): number | undefined {
  if (event === undefined) return undefined;
  if (event.type === EVENT_ID.SCALAR) return event.valueStart - (isQuoted(event) ? 1 : 0);
  return event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE ? event.start : undefined;
}

/** Counts lines at rising offsets, each character once. */
function createLineCounter(text: string): (offset: number) => number {
  let line = 1;
  let at = text.indexOf('\n');
  return (offset) => {
    while (at !== -1 && at < offset) {
      line++;
      at = text.indexOf('\n', at + 1);
    }
    return line;
  };
}

/** Finds values of one text. */
export type Locator = (document: number, path: DocumentPath) => Place | undefined;

/**
 * Where values stand in a text: the deepest part of the path that is written there. Parts that came by an alias or a merge
 * are found where they are used, not where they were anchored. The text is parsed once, however many are asked for.
 */
export function createLocator(text: string): Locator {
  let events: Event[];
  try {
    events = parseEvents(text, { maxDepth: maxYamlDepth });
  } catch {
    return () => undefined; // what cannot be read has no places; reading it has said so
  }
  const tree: EventTree = { events, text, behind: behindEach(events), maps: new Map() };
  const roots = events.flatMap((event, index) => (event.type === EVENT_ID.DOCUMENT ? [index + 1] : []));
  return (document, path) => {
    const root = roots[document];
    return root === undefined || events[root] === undefined ? undefined : find(tree, root, path);
  };
}

/** {@link createLocator} for one value. */
export function locate(text: string, document: number, path: DocumentPath): Place | undefined {
  return createLocator(text)(document, path);
}

interface EventTree {
  readonly events: readonly Event[];
  readonly text: string;
  /** Of each event that begins a node: the index behind the node. */
  readonly behind: Int32Array;
  /** Entries of the maps that were looked into, by the index of the map's event and name. */
  readonly maps: Map<number, ReadonlyMap<string, Entry>>;
}

function behindEach(events: readonly Event[]): Int32Array {
  const behind = new Int32Array(events.length);
  const open: number[] = [];
  for (const [index, { type }] of events.entries()) {
    behind[index] = index + 1;
    if (type === EVENT_ID.MAPPING || type === EVENT_ID.SEQUENCE || type === EVENT_ID.DOCUMENT) open.push(index);
    if (type === EVENT_ID.POP) behind[open.pop() ?? index] = index + 1;
  }
  for (const index of open) behind[index] = events.length;
  return behind;
}

/** Offsets of a node's own characters; of a collection up to the end of its last scalar. */
function rangeOf({ events, text, behind }: EventTree, at: number): { readonly start: number; readonly end: number } {
  const event = events[at];
  const start = startOf(event) ?? (event?.type === EVENT_ID.ALIAS ? event.anchorStart - 1 : 0);
  let end = start;
  const last = behind[at] ?? events.length;
  for (let index = at; index < last; index++) {
    const it = events[index];
    if (it?.type === EVENT_ID.SCALAR) end = Math.max(end, it.valueEnd + (isQuoted(it) ? 1 : 0));
    if (it?.type === EVENT_ID.ALIAS) end = Math.max(end, it.anchorEnd);
    if (it?.type === EVENT_ID.MAPPING || it?.type === EVENT_ID.SEQUENCE) end = Math.max(end, it.start);
  }
  return { start, end: Math.min(end, text.length) };
}

function find(tree: EventTree, root: number, path: DocumentPath): Place | undefined {
  let entry: Entry = { key: undefined, value: root };
  for (const part of path) {
    const event = tree.events[entry.value];
    const next =
      event?.type === EVENT_ID.MAPPING
        ? entryOf(tree, entry.value, String(part))
        : event?.type === EVENT_ID.SEQUENCE && typeof part === 'number'
          ? elementOf(tree, entry.value, part)
          : undefined;
    if (next === undefined) break;
    entry = next;
  }
  return {
    key: entry.key === undefined ? undefined : rangeOf(tree, entry.key),
    value: rangeOf(tree, entry.value),
  };
}

interface Entry {
  readonly key: number | undefined;
  readonly value: number;
}

/** Of a key that is there twice, the one that counts: the last. */
function entryOf({ events, text, behind, maps }: EventTree, map: number, name: string): Entry | undefined {
  const known = maps.get(map);
  if (known !== undefined) return known.get(name);
  const entries = new Map<string, Entry>();
  for (let key = map + 1; events[key] !== undefined && events[key]?.type !== EVENT_ID.POP; ) {
    const event = events[key];
    const value = behind[key] ?? events.length;
    if (event?.type === EVENT_ID.SCALAR) entries.set(getScalarValue(text, event), { key, value });
    key = behind[value] ?? events.length;
  }
  maps.set(map, entries);
  return entries.get(name);
}

function elementOf({ events, behind }: EventTree, list: number, wanted: number): Entry | undefined {
  let at = list + 1;
  for (let index = 0; events[at] !== undefined && events[at]?.type !== EVENT_ID.POP; index++) {
    if (index === wanted) return { key: undefined, value: at };
    at = behind[at] ?? events.length;
  }
  return undefined;
}
