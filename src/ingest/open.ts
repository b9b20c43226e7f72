// SPDX-License-Identifier: Apache-2.0
import { TokenwardError } from '../model/error.ts';
import { decodeUtf16 } from './decode-utf16.ts';
import { compressionOf, decompress, magicBytes } from './decompress.ts';
import { type Input, type InputItem, problemItem, toProblem } from './input.ts';
import { type Peeked, peek } from './peek.ts';
import { readFileBytes, readPipeBytes, readStreamBytes } from './read-bytes.ts';
import { headBytes, sniffFormat } from './sniff.ts';
import { type Found, find } from './walk.ts';

export interface OpenOptions {
  /** What relative names are relative to. Default: the working directory. */
  readonly cwd?: string | undefined;
  /** What `-` reads. Default: the process's standard input. */
  readonly stdin?: AsyncIterable<Uint8Array | string> | undefined;
}

/**
 * Opens files, folders (with all below them, hidden entries left out), globs and `-` for standard input, one after the
 * other. Of a folder, `tokenward.yml`, README and LICENSE files and `.lab` are passed over, and folders with a file `.no-logs` in them; what else is no log is told. Compression (gzip, zstd, bzip2) and format are told from the content. One input that cannot be read is an item
 * among the others; nothing is thrown for it.
 *
 * Read each input before asking for the next, or later: what is left unread is closed, and files are opened again.
 */
export async function* openInputs(patterns: readonly string[], options: OpenOptions = {}): AsyncGenerator<InputItem> {
  let logs = 0;
  let entries = 0;
  for await (const found of find(patterns, options.cwd ?? process.cwd())) {
    if (found.kind === 'folder-end') {
      if (logs === 0) yield emptyFolder(found.name, entries);
      logs = 0;
      entries = 0;
    } else if (found.kind === 'problem' || found.kind === 'skipped') {
      yield found;
    } else {
      const walked = found.kind === 'file' && found.walked;
      const opened = await openFound(found, options);
      if (walked) entries++;
      if (walked && opened.item.kind === 'input') logs += opened.item.format === 'empty' ? 0 : 1;
      try {
        yield opened.item;
      } finally {
        await opened.release();
      }
    }
  }
}

function emptyFolder(name: string, entries: number): InputItem {
  const holds = entries === 0 ? 'no file to read' : `${entries} ${entries === 1 ? 'file' : 'files'}`;
  return problemItem(
    'INPUT_EMPTY',
    `${name}: the folder holds ${holds} and no log (JSON lines, JSON or CSV, plain or compressed)`,
    name,
  );
}

type Readable = Extract<Found, { kind: 'file' | 'pipe' | 'stdin' }>;

interface Opened {
  readonly item: InputItem;
  release(): Promise<void>;
}

const nothingToRelease = async (): Promise<void> => {};

async function openFound(found: Readable, options: OpenOptions): Promise<Opened> {
  const { name } = found;
  const first = await look(found, options);
  const { content } = first;
  if (content.failure !== undefined && content.head.byteLength === 0) {
    await content.close();
    return { item: { kind: 'problem', problem: toProblem(content.failure.error, name) }, release: nothingToRelease };
  }
  const format = sniffFormat(content.head, content.whole);
  if (format === 'unknown' && found.kind === 'file' && found.walked) {
    await content.close();
    return { item: { kind: 'skipped', name, reason: 'neither JSON nor CSV' }, release: nothingToRelease };
  }
  let unread: Peeked | undefined = content;
  const input: Input = {
    kind: 'input',
    name,
    ...(found.kind === 'stdin' ? {} : { path: found.path }),
    ...(found.kind === 'file' ? { size: found.size } : {}),
    compressed: first.compressed,
    format,
    async *chunks() {
      const ready = unread;
      unread = undefined;
      if (ready !== undefined) yield* named(ready.replay(), name);
      else if (found.kind === 'file') yield* named((await look(found, options)).content.replay(), name);
      else throw new TypeError(`${name} is a stream and can be read only once`);
    },
  };
  return {
    item: input,
    async release() {
      // A stream may still be read later; a file can be opened again.
      if (found.kind !== 'file' || unread === undefined) return;
      const closing = unread;
      unread = undefined;
      await closing.close();
    },
  };
}

function bytesOf(found: Readable, options: OpenOptions): AsyncGenerator<Uint8Array> {
  switch (found.kind) {
    case 'file':
      return readFileBytes(found.path);
    case 'pipe':
      return readPipeBytes(found.path);
    case 'stdin':
      return readStreamBytes(options.stdin ?? process.stdin);
  }
}

async function look(found: Readable, options: OpenOptions): Promise<{ content: Peeked; compressed: boolean }> {
  const raw = await peek(bytesOf(found, options), magicBytes);
  const compression = compressionOf(raw.head);
  const plain = decompress(raw.replay(), compression, found.name);
  const content = await peek(decodeUtf16(plain), headBytes);
  // A compression that cannot be read leaves the bytes untouched, and so unclosed.
  if (content.failure !== undefined) await raw.close();
  return { content, compressed: compression.kind !== 'none' };
}

/** Gives system errors the input's name and the offset that was reached. */
async function* named(source: AsyncGenerator<Uint8Array>, file: string): AsyncGenerator<Uint8Array> {
  let offset = 0;
  try {
    for await (const chunk of source) {
      offset += chunk.byteLength;
      yield chunk;
    }
  } catch (error) {
    if (error instanceof TokenwardError) throw error;
    const { message } = toProblem(error, file);
    throw new TokenwardError('INPUT_UNREADABLE', message, { position: { file, offset }, cause: error });
  }
}
