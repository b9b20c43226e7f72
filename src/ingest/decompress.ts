// SPDX-License-Identifier: Apache-2.0
import type { Transform } from 'node:stream';
import zlib from 'node:zlib';
import { TokenwardError } from '../model/error.ts';
import { bunzip } from './bunzip.ts';

/** `unsupported` carries what it is, in words. */
export type Compression =
  | { readonly kind: 'none' | 'gzip' | 'zstd' | 'bzip2' }
  | { readonly kind: 'unsupported'; readonly what: string };

const magics: readonly { readonly magic: readonly number[]; readonly compression: Compression }[] = [
  { magic: [0x1f, 0x8b], compression: { kind: 'gzip' } },
  { magic: [0x28, 0xb5, 0x2f, 0xfd], compression: { kind: 'zstd' } },
  {
    magic: [...Buffer.from('PK\x03\x04')],
    compression: { kind: 'unsupported', what: 'a ZIP archive: unpack it first' },
  },
  { magic: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], compression: { kind: 'unsupported', what: 'xz: run `xz -d` first' } },
  { magic: [0x04, 0x22, 0x4d, 0x18], compression: { kind: 'unsupported', what: 'lz4: run `lz4 -d` first' } },
  {
    magic: [...Buffer.from('7z\xbc\xaf\x27\x1c', 'latin1')],
    compression: { kind: 'unsupported', what: 'a 7-Zip archive: unpack it first' },
  },
  {
    magic: [...Buffer.from('Obj\x01')],
    compression: {
      kind: 'unsupported',
      what: 'an Avro file, as Event Hubs Capture writes them: export it as JSON lines',
    },
  },
  {
    magic: [...Buffer.from('PAR1')],
    compression: { kind: 'unsupported', what: 'a Parquet file: export it as JSON lines' },
  },
];

/** "BZh", the block size, and the mark of the first block. */
const bzipMagic = /^BZh[1-9]1AY&SY/;

/** Bytes that {@link compressionOf} needs. */
export const magicBytes = 10;

/** Tells the compression from an input's first bytes. */
export function compressionOf(head: Uint8Array): Compression {
  const found = magics.find(({ magic }) => magic.every((byte, index) => head[index] === byte));
  if (found !== undefined) return found.compression;
  const text = Buffer.from(head.buffer, head.byteOffset, Math.min(head.byteLength, magicBytes)).toString('latin1');
  return bzipMagic.test(text) ? { kind: 'bzip2' } : { kind: 'none' };
}

/** Of damaged gzip or zstd data the piece that holds the damage is lost, so pieces are small. */
const outputBytes = 64 * 1024;

/**
 * The decompressed content, in constant memory whatever the ratio.
 *
 * @throws TokenwardError `COMPRESSION_INVALID` when the data end too early, after all that could be decompressed, or are
 * damaged, after all but the last 64 KiB (bzip2: the last block) before the damage; `INPUT_UNREADABLE` for a compression that this Node.js cannot read.
 */
export async function* decompress(
  source: AsyncGenerator<Uint8Array>,
  compression: Compression,
  file: string,
): AsyncGenerator<Uint8Array> {
  let offset = 0;
  const tap = { error: undefined as unknown };
  const plain = expand(watch(source, tap), compression, file);
  try {
    for await (const chunk of plain) {
      offset += chunk.byteLength;
      yield chunk;
    }
  } catch (error) {
    if (error instanceof TokenwardError || error === tap.error) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new TokenwardError(
      'COMPRESSION_INVALID',
      `${file}: the ${compression.kind} data are damaged or cut off (${why}); ${offset} bytes before that were read`,
      { position: { file, offset }, cause: error },
    );
  }
}

/** Remembers an error of the source, so that it is not taken for damaged data. */
async function* watch(source: AsyncGenerator<Uint8Array>, tap: { error: unknown }): AsyncGenerator<Uint8Array> {
  try {
    yield* source;
  } catch (error) {
    tap.error = error;
    throw error;
  }
}

function expand(
  source: AsyncGenerator<Uint8Array>,
  compression: Compression,
  file: string,
): AsyncGenerator<Uint8Array> {
  switch (compression.kind) {
    case 'none':
      return source;
    case 'gzip':
      return pump(source, zlib.createGunzip({ chunkSize: outputBytes }));
    case 'bzip2':
      return bunzip(source);
    case 'zstd':
      if (typeof zlib.createZstdDecompress === 'function') {
        return pump(source, zlib.createZstdDecompress({ chunkSize: outputBytes }));
      }
      throw new TokenwardError(
        'INPUT_UNREADABLE',
        `${file}: zstd needs Node.js 22.15 or later; run \`zstd -d\` first`,
        {
          position: { file },
        },
      );
    case 'unsupported':
      throw new TokenwardError('INPUT_UNREADABLE', `${file}: ${compression.what}`, { position: { file } });
  }
}

/** Runs the bytes through a stream. Unlike iterating the stream, gives what came before an error, too. */
async function* pump(source: AsyncGenerator<Uint8Array>, stream: Transform): AsyncGenerator<Uint8Array> {
  const state: { ended: boolean; failure?: { error: unknown }; wake: () => void } = { ended: false, wake: () => {} };
  stream.on('readable', () => state.wake());
  stream.on('end', () => {
    state.ended = true;
    state.wake();
  });
  stream.on('error', (error) => {
    state.failure ??= { error };
    state.wake();
  });
  const feeding = feed(source, stream).catch((error: unknown) => {
    state.failure = { error };
    stream.end();
  });
  try {
    for (;;) {
      const woken = new Promise<void>((resolve) => {
        state.wake = resolve;
      });
      const chunk: unknown = stream.read();
      if (chunk instanceof Uint8Array) yield chunk;
      else if (state.failure !== undefined) throw state.failure.error;
      else if (state.ended) return;
      else await woken;
    }
  } finally {
    // Not waited for: the source may be a pipe that nobody writes to any more.
    stream.destroy();
    void feeding;
  }
}

async function feed(source: AsyncGenerator<Uint8Array>, stream: Transform): Promise<void> {
  let go = (): void => {};
  stream.on('drain', () => go());
  stream.on('close', () => go());
  for await (const chunk of source) {
    if (stream.destroyed) return;
    const drained = new Promise<void>((resolve) => {
      go = resolve;
    });
    if (!stream.write(chunk) && !stream.destroyed) await drained;
  }
  stream.end();
}
