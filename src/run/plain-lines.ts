// SPDX-License-Identifier: Apache-2.0
// Lines that are read the plain way from somewhere within an input on.
import { createSplitter } from '../ingest/ingest.ts';
import type { Reader } from './reader.ts';

const feed = 0x0a;

export interface PlainLines {
  /** Takes the next bytes; the caller may use their memory again. */
  push(bytes: Uint8Array): void;
  /** Takes what came after the last line feed as a line. */
  end(): void;
  /** Line, counted from 1, that the next byte stands on. */
  readonly line: number;
  /** Records seen. */
  readonly records: number;
}

/** Reads lines of a file from a line and an offset on. */
export function createPlainLines(reader: Reader, file: string, line: number, offset: number): PlainLines {
  const splitter = createSplitter('ndjson');
  let feeds = 0;
  let records = 0;
  const take = (slices: ReturnType<typeof splitter.push>): void => {
    for (const slice of slices) {
      records++;
      reader.slice(file, { ...slice, line: slice.line + line - 1, offset: slice.offset + offset });
    }
  };
  return {
    push(bytes) {
      const own = Buffer.from(bytes);
      for (let at = own.indexOf(feed); at !== -1; at = own.indexOf(feed, at + 1)) feeds++;
      take(splitter.push(own));
    },
    end: () => take(splitter.end()),
    get line() {
      return line + feeds;
    },
    get records() {
      return records;
    },
  };
}
