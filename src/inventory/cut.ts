// SPDX-License-Identifier: Apache-2.0
// What the readers of large documents share: a text comes in chunks and goes out cut into a list's elements and what is
// around them.

/**
 * `frame`: what a list keeps when its elements are taken out. `item`: one element. `gap`: what stands between elements.
 * `end`: the document ends here.
 */
export interface Segment {
  readonly role: 'frame' | 'item' | 'gap' | 'end';
  readonly text: string;
  /** 1-based line on which the segment begins. */
  readonly line: number;
  /** It was longer than may be held, and its text was dropped. */
  readonly oversize: boolean;
}

/** Cuts one text. All segments of a document together are its text; frames come in any number of pieces. */
export interface Cutter {
  push(chunk: string): readonly Segment[];
  /** What is left once everything was pushed; the last segment is an `end`. */
  finish(): readonly Segment[];
}

/** The text of the segment that is being read, held up to a bound. */
export class Gatherer {
  readonly #max: number;
  readonly #out: Segment[] = [];
  #role: Exclude<Segment['role'], 'end'> = 'frame';
  #line = 1;
  #text = '';
  #oversize = false;

  constructor(max: number) {
    this.#max = max;
  }

  get role(): Segment['role'] {
    return this.#role;
  }

  /** Ends the segment; the next one has another role, or is another one of the same. */
  begin(role: Exclude<Segment['role'], 'end'>, line: number): void {
    this.flush();
    this.#role = role;
    this.#line = line;
  }

  /** @param line on which the text begins, where the segment has none yet */
  add(text: string, line: number): void {
    if (text === '') return;
    if (this.#text === '' && !this.#oversize) this.#line = line;
    if (this.#oversize || this.#text.length + text.length > this.#max) this.drop();
    else this.#text += text;
  }

  /** The segment is too long: it stays, without its text. */
  drop(): void {
    this.#text = '';
    this.#oversize = true;
  }

  flush(): void {
    if (this.#text !== '' || this.#oversize)
      this.#out.push({ role: this.#role, text: this.#text, line: this.#line, oversize: this.#oversize });
    this.#text = '';
    this.#oversize = false;
  }

  /** Ends the document; what comes next is the frame of another one. */
  end(line: number): void {
    this.begin('frame', line);
    this.#out.push({ role: 'end', text: '', line, oversize: false });
  }

  /** What is finished. Frames are given away at once, elements only as a whole. */
  take(): readonly Segment[] {
    if (this.#role === 'frame') this.flush();
    return this.#out.splice(0);
  }
}
