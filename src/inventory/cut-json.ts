// SPDX-License-Identifier: Apache-2.0
// Cuts JSON into the elements of the array that a key `items` of the root holds, and what is around them. Brackets are only
// counted: every piece is parsed, and one that was cut wrongly is not valid.
import { type Cutter, Gatherer, type Segment } from './cut.ts';

function isItems(raw: string): boolean {
  try {
    return JSON.parse(raw) === 'items';
  } catch {
    return false; // no valid text: parsing the frame says so
  }
}

/** Longest name that can be the one looked for, with every character escaped. */
const maxKey = 40;
const textEnd = /["\\]/g;

export class JsonCutter implements Cutter {
  readonly #gather: Gatherer;
  #line = 1;
  #depth = 0;
  #quoted = false;
  #escaped = false;
  /** A key of the root, while it is read; undefined elsewhere. */
  #key: string | undefined;
  /** What a key of the root may begin after: an opening brace or a comma. */
  #keyMayCome = false;
  /** `named` behind the key, `valued` behind its colon, `list` inside the array, `done` behind it. */
  #items: 'none' | 'named' | 'valued' | 'list' | 'done' = 'none';
  #chunk = '';
  #from = 0;
  #fromLine = 1;

  /** @param max characters of a piece that are held */
  constructor(max: number) {
    this.#gather = new Gatherer(max);
  }

  push(chunk: string): readonly Segment[] {
    this.#chunk = chunk;
    this.#from = 0;
    this.#fromLine = this.#line;
    for (let at = 0; at < chunk.length; at++) at = this.#step(chunk.charCodeAt(at), at);
    this.#cut(chunk.length);
    return this.#gather.take();
  }

  finish(): readonly Segment[] {
    this.#gather.end(this.#line);
    return this.#gather.take();
  }

  /** Gives the characters before `at` to the segment that is being read. */
  #cut(at: number): void {
    this.#gather.add(this.#chunk.slice(this.#from, at), this.#fromLine);
    this.#from = at;
    this.#fromLine = this.#line;
  }

  /** Takes one character; inside of texts, all up to the next one that matters. Gives the place of the last one taken. */
  #step(code: number, at: number): number {
    if (this.#quoted) return this.#inText(at);
    if (code === 0x0a) this.#line++;
    if (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) return at;
    const inList = this.#items === 'list' && this.#depth === 2;
    if (inList && this.#gather.role !== 'item') this.#element(code, at);
    if (this.#items === 'named') this.#items = code === 0x3a ? 'valued' : 'none';
    else if (this.#items === 'valued') this.#items = code === 0x5b ? 'list' : 'done';
    if (code === 0x22) {
      this.#quoted = true;
      if (this.#depth === 1 && this.#keyMayCome) this.#key = '"';
      this.#keyMayCome = false;
    } else if (code === 0x7b || code === 0x5b) {
      this.#depth++;
      this.#keyMayCome = code === 0x7b && this.#depth === 1;
      if (this.#items === 'list' && this.#depth === 2 && code === 0x5b && !inList) this.#cut(at + 1);
    } else if (code === 0x7d || code === 0x5d) {
      this.#close(at, inList);
    } else if (code === 0x2c) {
      if (inList) {
        this.#cut(at);
        this.#gather.begin('gap', this.#line);
        this.#cut(at + 1);
      } else this.#keyMayCome = this.#depth === 1;
    }
    return at;
  }

  /** An element begins here, unless the list is empty. A comma without one is made an element that is not valid. */
  #element(code: number, at: number): void {
    if (code === 0x5d && this.#gather.role === 'frame') return;
    this.#cut(at);
    this.#gather.begin('item', this.#line);
    if (code === 0x5d || code === 0x2c) this.#gather.add(',', this.#line);
  }

  #close(at: number, inList: boolean): void {
    if (inList) {
      this.#cut(at);
      this.#gather.begin('frame', this.#line);
      this.#items = 'done';
    }
    this.#depth = Math.max(0, this.#depth - 1);
    if (this.#depth > 0) return;
    this.#cut(at + 1);
    this.#gather.end(this.#line);
    this.#items = 'none';
    this.#keyMayCome = false;
  }

  #inText(at: number): number {
    if (this.#escaped) {
      this.#escaped = false;
      if (this.#key !== undefined) this.#key += this.#chunk[at] ?? '';
      return at;
    }
    textEnd.lastIndex = at;
    const sign = textEnd.exec(this.#chunk);
    const found = sign?.index ?? this.#chunk.length;
    if (this.#key !== undefined && this.#key.length <= maxKey) {
      this.#key += this.#chunk.slice(at, Math.min(found + 1, at + maxKey + 1));
    }
    if (sign?.[0] === '\\') this.#escaped = true;
    else if (sign !== null) {
      this.#quoted = false;
      if (this.#key !== undefined && isItems(this.#key)) {
        // A second one would win over the first, whose elements are given away already.
        if (this.#items === 'done') this.#gather.drop();
        else this.#items = 'named';
      }
      this.#key = undefined;
    }
    return found;
  }
}
