// SPDX-License-Identifier: Apache-2.0
// The written form of YAML and JSON documents: every node with its characters, for whoever changes a text and keeps the rest.
import { COLLECTION_STYLE, EVENT_ID, type Event, getScalarValue, parseEvents, SCALAR_STYLE } from 'js-yaml';
import { maxYamlDepth } from './yaml-documents.ts';

interface Written {
  /** Offset of the first character, quotes and brackets included; -1 for a value that is not written at all. */
  readonly start: number;
  /** Offset behind the last character. */
  readonly end: number;
}

export type YamlNode =
  | (Written & { readonly type: 'scalar'; readonly style: 'plain' | 'quoted' | 'block' })
  | (Written & { readonly type: 'alias' })
  | (Written & { readonly type: 'map'; readonly flow: boolean; readonly entries: readonly YamlEntry[] })
  | (Written & { readonly type: 'list'; readonly flow: boolean; readonly items: readonly YamlNode[] });

export interface YamlEntry {
  readonly key: YamlNode;
  /** Absent where the key is not a scalar. */
  readonly name: string | undefined;
  readonly value: YamlNode;
  /** Offset behind the colon; behind the key where there is none. */
  readonly colon: number;
  /** Offset behind all of it. */
  readonly end: number;
}

/** Offset behind the bracket that closes a flow collection, from behind its last child. */
function closing(text: string, from: number, bracket: string): number {
  let at = from;
  while (at < text.length && text[at] !== bracket) {
    if (text[at] === '#') while (at < text.length && text[at] !== '\n') at++;
    else at++;
  }
  return Math.min(at + 1, text.length);
}

class Builder {
  readonly #events: readonly Event[];
  readonly #text: string;
  #at = 0;

  constructor(events: readonly Event[], text: string) {
    this.#events = events;
    this.#text = text;
  }

  documents(): readonly (YamlNode | undefined)[] {
    const found: (YamlNode | undefined)[] = [];
    while (this.#at < this.#events.length) {
      if (this.#events[this.#at++]?.type !== EVENT_ID.DOCUMENT) continue;
      const next = this.#events[this.#at];
      const empty = next === undefined || next.type === EVENT_ID.DOCUMENT || next.type === EVENT_ID.POP;
      found.push(empty ? undefined : this.#node(0));
    }
    return found;
  }

  #node(before: number): YamlNode {
    const event = this.#events[this.#at++];
    const nothing: YamlNode = { type: 'scalar', style: 'plain', start: -1, end: before };
    if (event === undefined) return nothing;
    if (event.type === EVENT_ID.ALIAS) return { type: 'alias', start: event.anchorStart - 1, end: event.anchorEnd };
    if (event.type === EVENT_ID.SCALAR) {
      if (event.valueStart < 0) return { ...nothing, end: Math.max(before, event.anchorEnd, event.tagEnd) };
      const quoted = event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED;
      const around = quoted ? 1 : 0;
      return {
        type: 'scalar',
        style: quoted ? 'quoted' : event.style === SCALAR_STYLE.PLAIN ? 'plain' : 'block',
        start: event.valueStart - around,
        end: event.valueEnd + around,
      };
    }
    if (event.type !== EVENT_ID.MAPPING && event.type !== EVENT_ID.SEQUENCE) return nothing;
    const flow = event.style === COLLECTION_STYLE.FLOW;
    const { start } = event;
    let end = start + (flow ? 1 : 0);
    if (event.type === EVENT_ID.SEQUENCE) {
      const items: YamlNode[] = [];
      while (!this.#pops()) {
        const item = this.#node(end);
        items.push(item);
        end = Math.max(end, item.end);
      }
      return { type: 'list', flow, items, start, end: flow ? closing(this.#text, end, ']') : end };
    }
    const entries: YamlEntry[] = [];
    while (!this.#pops()) {
      const keyEvent = this.#events[this.#at];
      const key = this.#node(end);
      const name = keyEvent?.type === EVENT_ID.SCALAR ? getScalarValue(this.#text, keyEvent) : undefined;
      const gap = /^\s*:/.exec(this.#text.slice(key.end, key.end + 200))?.[0].length ?? 0;
      const colon = key.end + gap;
      const value = this.#node(colon);
      end = Math.max(end, colon, value.end);
      entries.push({ key, name, value, colon, end });
    }
    return { type: 'map', flow, entries, start, end: flow ? closing(this.#text, end, '}') : end };
  }

  /** Whether a collection ends here; its end is taken. */
  #pops(): boolean {
    const event = this.#events[this.#at];
    if (event !== undefined && event.type !== EVENT_ID.POP) return false;
    this.#at++;
    return true;
  }
}

/**
 * The nodes of every document of a text.
 *
 * @throws YAMLException where the text is not valid
 */
export function readTree(text: string): readonly (YamlNode | undefined)[] {
  return new Builder(parseEvents(text, { maxDepth: maxYamlDepth }), text).documents();
}
