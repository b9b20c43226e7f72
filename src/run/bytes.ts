// SPDX-License-Identifier: Apache-2.0
// An input's bytes, put straight into the scanner's memory where the file allows it.
import { closeSync, openSync, readSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import type { Input } from '../ingest/ingest.ts';

export interface Bytes {
  /** Puts bytes into `into` from `at` on and says how many; 0 at the end. */
  pull(into: Uint8Array, at: number): Promise<number>;
  close(): Promise<void>;
  /** The file that the bytes are read from as they lie on disk; absent where they are made of others. */
  readonly file?: number;
}

/** Bytes read at once. */
const most = 1 << 20;

function isUtf16(file: number): boolean {
  const mark = Buffer.alloc(2);
  return readSync(file, mark, 0, 2, 0) === 2 && (mark.readUInt16BE() === 0xfeff || mark.readUInt16LE() === 0xfeff);
}

function fromFile(file: number, size: number): Bytes {
  let position = 0;
  return {
    file,
    async pull(into, at) {
      // Signals and the progress line get their turn between two reads.
      await setImmediate();
      const many = readSync(file, into, at, Math.min(most, into.length - at, size - position), position);
      position += many;
      return many;
    },
    async close() {
      closeSync(file);
    },
  };
}

function fromChunks(input: Input): Bytes {
  const chunks = input.chunks()[Symbol.asyncIterator]();
  let chunk: Uint8Array = new Uint8Array(0);
  let used = 0;
  return {
    async pull(into, at) {
      while (used === chunk.byteLength) {
        const next = await chunks.next();
        if (next.done === true) return 0;
        chunk = new Uint8Array(next.value.buffer, next.value.byteOffset, next.value.byteLength);
        used = 0;
      }
      const many = Math.min(into.length - at, chunk.byteLength - used);
      into.set(chunk.subarray(used, used + many), at);
      used += many;
      return many;
    },
    async close() {
      await chunks.return?.();
    },
  };
}

/** Opens an input from its start: a plain file as it lies on disk, all else decompressed and in UTF-8. */
export function openBytes(input: Input): Bytes {
  if (input.path === undefined || input.size === undefined || input.compressed) return fromChunks(input);
  const file = openSync(input.path, 'r');
  if (!isUtf16(file)) return fromFile(file, input.size);
  closeSync(file);
  return fromChunks(input);
}
