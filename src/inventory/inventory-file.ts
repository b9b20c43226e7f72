// SPDX-License-Identifier: Apache-2.0
// One file of an inventory, read as far as its reader asks.
import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { constants, gunzipSync } from 'node:zlib';
import { openInputs, parseRecord, readBatches, toProblem } from '../ingest/ingest.ts';
import type { InputProblem } from '../model/account.ts';
import { TokenwardError } from '../model/error.ts';
import { cutForm, documentParts, readChunks } from './document-parts.ts';
import { readLines } from './read-lines.ts';
import type { FileRecord, InventoryFile } from './reader.ts';
import { parseYaml, type YamlDocument, type YamlVersion } from './yaml-documents.ts';

const headBytes = 1 << 16;
/** Characters of a file that is read in one piece. */
export const maxTextBytes = 32 << 20;

/** Reads the head and the state of a file. @throws the system's error where it cannot be opened */
function peek(path: string): { readonly head: string; readonly size: number; readonly modifiedAt: string } {
  const handle = openSync(path, 'r');
  try {
    const stats = fstatSync(handle);
    const buffer = Buffer.alloc(Math.min(headBytes, stats.size));
    const many = readSync(handle, buffer, 0, buffer.byteLength, 0);
    return {
      head: decode(plainHead(buffer.subarray(0, many))),
      size: stats.size,
      modifiedAt: new Date(Math.trunc(stats.mtimeMs)).toISOString(),
    };
  } finally {
    closeSync(handle);
  }
}

/** What a compressed log begins with; gzip gives at most a thousand times what it was given. */
function plainHead(bytes: Buffer): Buffer {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH }).subarray(0, headBytes);
  } catch {
    return bytes; // not gzip after all: no reader will claim it
  }
}

/** UTF-16 with a byte order mark, as Windows tools write it, or UTF-8. */
function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le', 2);
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return Buffer.from(bytes.subarray(0, bytes.length & ~1))
      .swap16()
      .toString('utf16le', 2);
  return bytes.toString('utf8', bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0);
}

/**
 * Opens a file for readers.
 *
 * @param name as the user would write it
 * @param path below the named folder, with forward slashes
 * @param absolute where it is on disk
 * @throws the system's error where it cannot be opened
 */
export function openInventoryFile(
  name: string,
  path: string,
  absolute: string,
  problem: (problem: InputProblem) => void,
): InventoryFile {
  const { head, size, modifiedAt } = peek(absolute);
  let text: string | undefined;
  const file: InventoryFile = {
    name,
    path,
    size,
    modifiedAt,
    head,
    text() {
      text ??= size <= head.length ? head : decode(file.bytes());
      return text;
    },
    bytes() {
      if (size > maxTextBytes) {
        throw new TokenwardError('RECORD_TOO_LARGE', `${name}: ${size} bytes are too many for a file of this kind`, {
          position: { file: name },
        });
      }
      return readFileSync(absolute);
    },
    lines: () => readLines(absolute, name, problem),
    documents: (version = '1.2') => readDocuments(file, version, problem),
    async *parts(version = '1.2') {
      if (size <= maxTextBytes) yield* file.documents(version);
      else {
        const form = cutForm(head, name, version);
        const chunks = (): AsyncIterable<string> => readChunks(absolute);
        const toldOf = (error: unknown): void => problem(toProblem(error, name));
        yield* documentParts({ file: name, form, chunks, max: maxTextBytes, problem: toldOf });
      }
    },
    async *records() {
      for await (const batch of file.batches()) for (const record of batch) yield record;
    },
    async *batches() {
      for await (const item of openInputs([absolute])) {
        if (item.kind === 'problem') problem({ ...item.problem, position: { ...item.problem.position, file: name } });
        if (item.kind !== 'input') continue;
        for await (const batch of readBatches(item)) {
          if (batch.problem !== undefined)
            problem({ ...batch.problem, position: { ...batch.problem.position, file: name } });
          const records: FileRecord[] = [];
          for (const slice of batch.slices) {
            const at = { file: name, line: slice.line };
            if (slice.kind === 'rejected') problem({ code: slice.code, message: slice.reason, position: at });
            else {
              const parsed = parseRecord(slice.bytes);
              if (parsed.ok) records.push({ value: parsed.record, line: slice.line });
              else problem({ code: parsed.code, message: parsed.reason, position: at });
            }
          }
          yield records;
        }
      }
    },
  };
  return file;
}

function readDocuments(
  file: InventoryFile,
  version: YamlVersion,
  problem: (problem: InputProblem) => void,
): readonly (YamlDocument & { readonly index: number })[] {
  const text = file.text();
  const onTwice = (error: TokenwardError): void => problem(toProblem(error, file.name));
  try {
    return parseYaml(text, file.name, version, { onTwice }).map((document, index) => ({ ...document, index }));
  } catch (error) {
    const pieces = text.split(/^(?=---(?:\s|$))/m);
    if (!(error instanceof TokenwardError) || pieces.length < 2) {
      problem(toProblem(error, file.name));
      return [];
    }
    return piecewise(pieces, file.name, version, problem);
  }
}

/** One bad document does not take the others of its file with it. */
function piecewise(
  pieces: readonly string[],
  name: string,
  version: YamlVersion,
  problem: (problem: InputProblem) => void,
): readonly (YamlDocument & { readonly index: number })[] {
  const documents: (YamlDocument & { readonly index: number })[] = [];
  let before = '';
  let index = 0;
  for (const piece of pieces) {
    if (piece.trim() === '') {
      before += piece.replace(/[^\n]/g, '');
      continue;
    }
    try {
      const onTwice = (error: TokenwardError): void => problem(toProblem(error, name));
      for (const document of parseYaml(before + piece, name, version, { onTwice }))
        documents.push({ ...document, index: index++ });
    } catch (error) {
      problem(toProblem(error, name));
      index++;
    }
    before += piece.replace(/[^\n]/g, '');
  }
  return documents;
}
