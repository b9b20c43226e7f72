// SPDX-License-Identifier: Apache-2.0
import { Carry } from './carry.ts';
import { EnvelopeScanner } from './envelope-scanner.ts';
import { type RecordSlice, type Splitter, sampleOf, tooLarge, truncated } from './slice.ts';

const quote = 0x22;
const backslash = 0x5c;
const lineFeed = 0x0a;

const opens = 1;
const closes = 2;
const quotes = 3;
const breaks = 4;
/** What a byte outside a string means; 0 is passed over. */
const structure = new Uint8Array(256);
for (const byte of Buffer.from('{[')) structure[byte] = opens;
for (const byte of Buffer.from('}]')) structure[byte] = closes;
structure[quote] = quotes;
structure[lineFeed] = breaks;

/** Bytes inside a string that are more than text. */
const inText = new Uint8Array(256);
for (const byte of [quote, backslash, lineFeed]) inText[byte] = 1;

/** Bytes that end a bare word or number. */
const delimiter = new Uint8Array(256);
for (const byte of Buffer.from(' \t\r\n,[]{}"')) delimiter[byte] = 1;

/** Between values; inside an object, array or string; inside a bare word; inside an object that may be an envelope. */
type State = 'between' | 'nested' | 'bare' | 'envelope';

/**
 * Values of JSON text, however it is laid out. The elements of a top-level array, and with `envelopes` of an envelope's
 * array, come one by one; other top-level values come whole. Only brackets and strings are looked at: whether a value is
 * valid is for the parser to judge. Never holds more than one value.
 */
export class StructureSplitter implements Splitter {
  readonly #limit: number;
  readonly #envelopes: boolean;
  readonly #carry: Carry;
  #state: State = 'between';
  #inArray = false;
  /** Set inside an object that may be, or is, an envelope. */
  #scanner: EnvelopeScanner | undefined;
  /** The object turned out to be an envelope: its own bytes are not a record. */
  #entered = false;
  #depth = 0;
  #inString = false;
  #escaped = false;
  #line = 1;
  /** Offset of the chunk in the input. */
  #base = 0;
  /** Where the value being read begins in the chunk. */
  #from = 0;
  #startLine = 1;
  #startOffset = 0;
  #out: RecordSlice[] = [];

  constructor(limit: number, envelopes: boolean) {
    this.#limit = limit;
    this.#envelopes = envelopes;
    this.#carry = new Carry(limit);
  }

  push(chunk: Uint8Array): readonly RecordSlice[] {
    this.#out = [];
    this.#from = 0;
    let at = 0;
    while (at < chunk.byteLength) {
      if (this.#state === 'nested') at = this.#nested(chunk, at);
      else if (this.#state === 'between') at = this.#between(chunk, at);
      else if (this.#state === 'bare') at = this.#bare(chunk, at);
      else at = this.#envelope(chunk, at);
    }
    if (this.#collecting()) this.#carry.append(chunk.subarray(this.#from));
    this.#base += chunk.byteLength;
    return this.#out;
  }

  end(): readonly RecordSlice[] {
    this.#out = [];
    if (this.#state === 'bare') this.#finish(new Uint8Array(0), 0);
    else if (this.#collecting()) {
      const { overflowed, sample, total } = this.#carry;
      this.#out.push(
        overflowed
          ? tooLarge(this.#limit, this.#startLine, this.#startOffset, sample, total)
          : truncated(this.#carry.take(), this.#startLine, this.#startOffset),
      );
    } else if (this.#inArray || this.#entered) {
      this.#out.push({
        kind: 'rejected',
        code: 'RECORD_INVALID',
        reason: 'the input ends before the list of records is closed: records may be missing',
        line: this.#line,
        offset: this.#base,
        sample: '',
        bytes: 0,
      });
    }
    return this.#out;
  }

  #collecting(): boolean {
    return this.#state === 'nested' || this.#state === 'bare' || (this.#state === 'envelope' && !this.#entered);
  }

  #between(chunk: Uint8Array, from: number): number {
    for (let at = from; at < chunk.byteLength; at++) {
      const byte = chunk[at] as number;
      if (byte === lineFeed) this.#line++;
      else if (byte === 0x20 || byte === 0x0d || byte === 0x09 || byte === 0x2c) continue;
      // The bytes of a byte order mark, also where files were joined.
      else if (byte === 0xef || byte === 0xbb || byte === 0xbf) continue;
      else if (byte === 0x5d && this.#inArray) {
        this.#inArray = false;
        if (this.#scanner === undefined) continue;
        this.#state = 'envelope';
        return at + 1;
      } else if (byte === 0x5b && !this.#inArray) this.#inArray = true;
      else {
        this.#begin(byte, at);
        return at + 1;
      }
    }
    return chunk.byteLength;
  }

  #begin(byte: number, at: number): void {
    this.#from = at;
    this.#startLine = this.#line;
    this.#startOffset = this.#base + at;
    this.#depth = 0;
    if (byte === 0x7b && this.#envelopes && !this.#inArray) {
      this.#scanner = new EnvelopeScanner();
      this.#scanner.step(byte);
      this.#state = 'envelope';
    } else if (structure[byte] === opens) {
      this.#depth = 1;
      this.#state = 'nested';
    } else if (byte === quote) {
      this.#inString = true;
      this.#state = 'nested';
    } else this.#state = 'bare';
  }

  #nested(chunk: Uint8Array, from: number): number {
    const length = chunk.byteLength;
    let at = from;
    let depth = this.#depth;
    let inString = this.#inString;
    while (at < length) {
      if (inString) {
        if (this.#escaped) {
          this.#escaped = false;
          if (chunk[at++] === lineFeed) this.#line++;
          continue;
        }
        while (at < length && inText[chunk[at] as number] === 0) at++;
        if (at === length) break;
        const byte = chunk[at++];
        if (byte === backslash) {
          this.#escaped = true;
          continue;
        }
        // A line break cannot stand in a JSON string: it was never closed, and the next line is read as usual.
        if (byte === lineFeed) this.#line++;
        inString = false;
      } else {
        while (at < length && structure[chunk[at] as number] === 0) at++;
        if (at === length) break;
        const meaning = structure[chunk[at++] as number];
        if (meaning === quotes) inString = true;
        else if (meaning === opens) depth++;
        else if (meaning === closes) depth--;
        else this.#line++;
      }
      if (depth === 0 && !inString) {
        this.#inString = false;
        this.#finish(chunk, at);
        return at;
      }
    }
    this.#depth = depth;
    this.#inString = inString;
    return at;
  }

  /** A bare word is no record, but the parser is to say so, with its place. */
  #bare(chunk: Uint8Array, from: number): number {
    let at = from;
    while (at < chunk.byteLength && delimiter[chunk[at] as number] === 0) at++;
    if (at < chunk.byteLength) this.#finish(chunk, at);
    return at;
  }

  #envelope(chunk: Uint8Array, from: number): number {
    const scanner = this.#scanner ?? new EnvelopeScanner();
    for (let at = from; at < chunk.byteLength; at++) {
      const byte = chunk[at] as number;
      const step = scanner.step(byte);
      if (step === 'enter') {
        this.#entered = true;
        this.#inArray = true;
        this.#carry.clear();
        this.#state = 'between';
        return at;
      }
      if (byte === lineFeed) this.#line++;
      if (step === 'closed') {
        this.#scanner = undefined;
        if (this.#entered) {
          this.#entered = false;
          this.#state = 'between';
        } else this.#finish(chunk, at + 1);
        return at + 1;
      }
    }
    return chunk.byteLength;
  }

  /** Gives the value that ends before `to`. */
  #finish(chunk: Uint8Array, to: number): void {
    this.#state = 'between';
    let bytes = chunk.subarray(this.#from, to);
    let { total } = this.#carry;
    if (total > 0) {
      this.#carry.append(bytes);
      total = this.#carry.total;
      if (this.#carry.overflowed) {
        this.#out.push(tooLarge(this.#limit, this.#startLine, this.#startOffset, this.#carry.sample, total));
        this.#carry.clear();
        return;
      }
      bytes = this.#carry.take();
    } else if (bytes.byteLength > this.#limit) {
      const sample = sampleOf(bytes);
      this.#out.push(tooLarge(this.#limit, this.#startLine, this.#startOffset, sample, bytes.byteLength));
      return;
    }
    this.#out.push({ kind: 'record', bytes, line: this.#startLine, offset: this.#startOffset });
  }
}
