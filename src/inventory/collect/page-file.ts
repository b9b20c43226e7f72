// SPDX-License-Identifier: Apache-2.0
// The file that the runner keeps its answers in: lines are only ever added, and what an interrupted run left is gone on from.
import {
  closeSync,
  constants,
  createReadStream,
  existsSync,
  fchmodSync,
  mkdirSync,
  openSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type { PageLine, PagesEnd, PagesHeader } from './page-lines.ts';
import { pageLineSchema, pagesHeaderSchema } from './page-lines.ts';

/** What is in a file already. */
export interface FoundPages {
  readonly header: PagesHeader | undefined;
  /** Bytes up to the end of the header's line. */
  readonly headerEnd: number;
  readonly ended: boolean;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined; // a line that the end of a run cut off
    throw error;
  }
}

/** Whole lines with the offset behind them; what stands behind the last line break was cut off. */
async function* linesOf(file: string): AsyncGenerator<{ readonly value: unknown; readonly end: number }> {
  let carry: Uint8Array[] = [];
  let end = 0;
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    let start = 0;
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, start)) {
      const line = Buffer.concat([...carry, chunk.subarray(start, at)]);
      carry = [];
      start = at + 1;
      end += line.byteLength + 1;
      yield { value: parse(line.toString('utf8')), end };
    }
    if (start < chunk.byteLength) carry.push(chunk.subarray(start));
  }
}

/** Looks at the first and last lines of a file. Without a file there is no header. */
export async function lookAtPages(file: string): Promise<FoundPages> {
  if (!existsSync(file)) return { header: undefined, headerEnd: 0, ended: false };
  let header: PagesHeader | undefined;
  let headerEnd = 0;
  let ended = false;
  for await (const { value, end } of linesOf(file)) {
    if (headerEnd === 0) header = pagesHeaderSchema.safeParse(value).data;
    if (header === undefined) break;
    if (headerEnd === 0) headerEnd = end;
    ended = typeof value === 'object' && value !== null && 'end' in value;
  }
  return { header, headerEnd, ended };
}

/** The pages of a file that is to be gone on with, each with the offset behind it; stops at the first line that is not whole. */
export async function* savedPages(file: string): AsyncGenerator<{ readonly page: PageLine; readonly end: number }> {
  let first = true;
  for await (const { value, end } of linesOf(file)) {
    if (first) {
      first = false;
      continue;
    }
    const page = pageLineSchema.safeParse(value);
    if (!page.success) return;
    yield { page: page.data, end };
  }
}

export interface PageWriter {
  write(line: PagesHeader | PageLine | PagesEnd): void;
  close(): void;
}

/**
 * Opens a file for its owner alone.
 *
 * @param keep bytes of it that stay; the rest is cut off
 * @throws the system's error where it cannot be written, or where the name is a link to somewhere else
 */
export function openPages(file: string, keep: number): PageWriter {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const { O_APPEND, O_CREAT, O_WRONLY, O_NOFOLLOW = 0 } = constants;
  const handle = openSync(file, O_APPEND | O_CREAT | O_WRONLY | O_NOFOLLOW, 0o600);
  fchmodSync(handle, 0o600);
  truncateSync(file, keep);
  return {
    write: (line) => {
      const bytes = Buffer.from(`${JSON.stringify(line)}\n`);
      for (let at = 0; at < bytes.byteLength; ) at += writeSync(handle, bytes, at);
    },
    close: () => closeSync(handle),
  };
}
