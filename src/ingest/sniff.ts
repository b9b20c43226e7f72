// SPDX-License-Identifier: Apache-2.0
import { csvCells, csvDelimiter } from './csv-row.ts';
import { EnvelopeScanner } from './envelope-scanner.ts';
import { prefixLength } from './line-prefix.ts';
import { isObject, parseObject } from './parse.ts';
import type { InputFormat } from './slice.ts';
import { recordColumns } from './split-csv.ts';

/** Bytes of an input that its format is told from. */
export const headBytes = 64 * 1024;

const blank = new Set([0x20, 0x09, 0x0d, 0x0a]);

/**
 * Tells the layout of an input from its first bytes, decompressed and in UTF-8. `whole` says that they are all of it.
 * Names are not looked at: exports are called `.json` or `.log` whatever they hold.
 */
export function sniffFormat(head: Uint8Array, whole: boolean): InputFormat {
  const buffer = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  let at = buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf ? 3 : 0;
  while (at < buffer.byteLength && blank.has(buffer[at] as number)) at++;
  if (at === buffer.byteLength) return whole ? 'empty' : 'ndjson';
  const text = buffer.subarray(at);
  if (text[0] === 0x5b) return 'json-array';
  if (text[0] === 0x7b) return sniffObject(text);
  if (hasRecordLine(text)) return 'ndjson';
  return isCsvHeader(text) ? 'csv' : 'unknown';
}

function sniffObject(text: Buffer): InputFormat {
  const first = scanFirst(text);
  if (first.closed === undefined) {
    if (first.envelope) return 'json-array';
    return first.lines > 0 && !hasRecordLine(text) ? 'json' : 'ndjson';
  }
  let at = first.closed;
  while (at < text.byteLength && blank.has(text[at] as number) && text[at] !== 0x0a) at++;
  const alone = text.subarray(at).every((byte) => blank.has(byte));
  if (alone) return first.envelope ? 'json-array' : first.lines > 0 ? 'json' : 'ndjson';
  if (first.lines === 0) return text[at] === 0x0a ? 'ndjson' : 'json';
  if (hasRecordLine(text)) return 'ndjson';
  return first.envelope ? 'json-array' : 'json';
}

/** Follows the first object: where it closes, how many line breaks it holds, whether it is an envelope. */
function scanFirst(text: Uint8Array): { closed: number | undefined; lines: number; envelope: boolean } {
  let lines = 0;
  let envelope = false;
  let scanner = new EnvelopeScanner();
  for (let at = 0; at < text.byteLength; at++) {
    const byte = text[at] as number;
    let step = scanner.step(byte);
    if (step === 'enter') {
      envelope = true;
      // The rest is followed as an object that was opened one level higher.
      scanner = new EnvelopeScanner();
      for (const opened of [0x7b, 0x5b]) scanner.step(opened);
      step = scanner.step(byte);
    }
    if (step === 'closed') return { closed: at + 1, lines, envelope };
    if (byte === 0x0a) lines++;
  }
  return { closed: undefined, lines, envelope };
}

/** Whether some line, by itself and unindented, is a JSON object with content, behind what collectors write before it. */
function hasRecordLine(text: Buffer): boolean {
  let from = 0;
  while (from < text.byteLength) {
    const found = text.indexOf(0x0a, from);
    const to = found === -1 ? text.byteLength : found;
    const start = from + prefixLength(text.subarray(from, to));
    if (text[start] === 0x7b) {
      const record = parseObject(text.toString('utf8', start, to));
      if (isObject(record) && Object.keys(record).length > 0) return true;
    }
    from = to + 1;
  }
  return false;
}

/** A header line: at least two names, and more cells below; or one name that is known to hold records. */
function isCsvHeader(text: Buffer): boolean {
  const end = text.indexOf(0x0a);
  const line = text.subarray(0, end === -1 ? text.byteLength : end);
  const header = line[line.byteLength - 1] === 0x0d ? line.subarray(0, -1) : line;
  const delimiter = csvDelimiter(header);
  const names = csvCells(header, delimiter).map((name) => name.trim());
  if (names.length === 1) return recordColumns.some(({ name }) => name === names[0]?.toLowerCase());
  const below = end === -1 ? '' : text.toString('latin1', end + 1).trim();
  if (below !== '' && !below.includes(String.fromCharCode(delimiter))) return false;
  return names.every((name) => name === '' || /^[\p{L}_@$][\p{L}\p{N} _@#$.:()[\]/%?&'+-]{0,127}$/u.test(name));
}
