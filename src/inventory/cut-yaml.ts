// SPDX-License-Identifier: Apache-2.0
// Cuts YAML at what no text inside of it can look like: markers of documents at the first column, which end every scalar, and
// in a list that a key `items` of the root holds as a block, dashes at the list's own indentation, which every line of an
// element lies behind. What is cut is parsed piece by piece, so that a wrong guess is an error and never another meaning.
import { type Cutter, Gatherer, type Segment } from './cut.ts';

const itemsKey = /^(?:items|"items"|'items')[ \t]*:[ \t]*(?:[ \t]#[^\n]*)?\r?\n?$/;
const blank = /^[ \t]*(?:#|\r?\n?$)/;
const marker = /^\ufeff?---(?=[ \t\r\n]|$)/;
const stop = /^\.\.\.(?=[ \t\r\n]|$)/;
const lineBreak = /\r\n?|\n/g;
const entry = /^-(?=[ \t\r\n]|$)/;

/** @see https://yaml.org/spec/1.2.2/#rule-c-forbidden */
export class YamlCutter implements Cutter {
  readonly #gather: Gatherer;
  readonly #max: number;
  #rest = '';
  #skipping = false;
  #line = 1;
  /** Whether the document has more than comments and directives. */
  #content = false;
  #stopped = false;
  #part: 'head' | 'list' | 'tail' = 'head';
  /** Of the list's dashes, once one was seen. */
  #indent = -1;

  /** @param max characters of a piece that are held */
  constructor(max: number) {
    this.#max = max;
    this.#gather = new Gatherer(max);
  }

  push(chunk: string): readonly Segment[] {
    if (chunk !== '' && this.#rest.endsWith('\r') && !chunk.startsWith('\n')) this.#end('');
    let from = 0;
    lineBreak.lastIndex = 0;
    for (let found = lineBreak.exec(chunk); found !== null; found = lineBreak.exec(chunk)) {
      const end = found.index + found[0].length;
      if (found[0] === '\r' && end === chunk.length) break; // its line feed may be in the next chunk
      this.#end(chunk.slice(from, end));
      from = end;
    }
    this.#rest += chunk.slice(from);
    if (this.#rest.length > this.#max) {
      // How it begins tells what it belongs to.
      if (!this.#skipping) this.#take(this.#rest.slice(0, 1_024));
      this.#gather.drop();
      this.#skipping = true;
      this.#rest = this.#rest.endsWith('\r') ? '\r' : '';
    }
    return this.#gather.take();
  }

  finish(): readonly Segment[] {
    if (this.#rest !== '') this.#end('');
    this.#gather.end(this.#line);
    return this.#gather.take();
  }

  /** A carriage return alone breaks lines for YAML too, though nobody counts it. */
  #end(last: string): void {
    const line = this.#rest + last;
    this.#rest = '';
    if (!this.#skipping) this.#take(line);
    this.#skipping = false;
    if (line.endsWith('\n')) this.#line++;
  }

  #take(line: string): void {
    const marks = marker.test(line);
    if (this.#stopped || (marks && this.#content)) {
      this.#gather.end(this.#line);
      this.#content = false;
      this.#part = 'head';
      this.#indent = -1;
    }
    this.#stopped = stop.test(line);
    // A file that was appended to another begins with a mark of its own.
    const empty = blank.test(this.#content ? line : line.replace(/^\ufeff/, ''));
    if (!this.#content) this.#content = marks || (!empty && !/^\ufeff?%/.test(line));
    if (!empty && !marks) this.#place(line);
    this.#gather.add(line, this.#line);
  }

  /** Says which part of the document a line belongs to. */
  #place(line: string): void {
    if (this.#part === 'head') {
      if (itemsKey.test(line)) this.#part = 'list';
      return;
    }
    if (this.#part === 'tail') return;
    let indent = 0;
    while (line.charCodeAt(indent) === 0x20) indent++;
    if (indent > this.#indent && this.#indent !== -1) return;
    const starts = entry.test(line.slice(indent, indent + 2));
    if (starts && (this.#indent === -1 || indent === this.#indent)) {
      this.#indent = indent;
      this.#gather.begin('item', this.#line);
      return;
    }
    // Behind the list, or no list at all: the document's parser says whether it may stand there.
    this.#part = 'tail';
    this.#gather.begin('frame', this.#line);
  }
}
