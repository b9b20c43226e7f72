// SPDX-License-Identifier: Apache-2.0
import Bunzip from 'seek-bzip';

/** More than a compressed block can take: 900,000 symbols of at most 20 bits, and its tables. */
const blockBytes = 4 * 1024 * 1024;
const outputBytes = 64 * 1024;

/**
 * Decompresses bzip2, several streams in a row included. Works block by block: it holds at most one compressed block
 * ahead, and one block's output, which a hostile file can blow up to 47 MB but no further.
 *
 * @throws Error when the data are damaged or end too early; everything before the damaged block has been given.
 */
export async function* bunzip(source: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  let buffer = Buffer.alloc(0);
  let at = 0;
  let ended = false;
  const fill = async (): Promise<void> => {
    const parts: Uint8Array[] = [buffer.subarray(at)];
    let length = buffer.byteLength - at;
    if (ended || length >= blockBytes) return;
    while (length < blockBytes * 2) {
      const next = await source.next();
      if (next.done === true) {
        ended = true;
        break;
      }
      parts.push(next.value);
      length += next.value.byteLength;
    }
    buffer = Buffer.concat(parts);
    at = 0;
  };
  const input = {
    readByte(): number {
      const byte = buffer[at++];
      if (byte === undefined) throw new Error('unexpected end of file');
      return byte;
    },
    /** The decoder reads the four bytes of a stream's header this way. */
    read(target: Uint8Array, offset: number, length: number): number {
      for (let index = 0; index < length; index++) target[offset + index] = input.readByte();
      return length;
    },
  };
  let written: Buffer[] = [];
  let page = Buffer.allocUnsafe(outputBytes);
  let used = 0;
  const output = {
    writeByte(byte: number): void {
      if (used === outputBytes) {
        written.push(page);
        page = Buffer.allocUnsafe(outputBytes);
        used = 0;
      }
      page[used++] = byte;
    },
  };
  try {
    for (await fill(); at < buffer.byteLength; await fill()) {
      const stream = new Bunzip(input, output);
      while (stream._init_block()) {
        stream._read_bunzip();
        const block = [...written, page.subarray(0, used)];
        written = [];
        page = Buffer.allocUnsafe(outputBytes);
        used = 0;
        yield* block;
        await fill();
      }
      if (stream.reader.read(32) >>> 0 !== stream.streamCRC >>> 0) throw new Error('the checksum does not match');
    }
  } finally {
    await source.return(undefined);
  }
}
