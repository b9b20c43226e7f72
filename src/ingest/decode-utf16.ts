// SPDX-License-Identifier: Apache-2.0

/** UTF-16 with a byte order mark becomes UTF-8; anything else passes as it is. */
export async function* decodeUtf16(source: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  let head: Uint8Array | undefined = new Uint8Array(0);
  for await (const part of source) {
    let chunk = part;
    if (head !== undefined) {
      chunk = head.byteLength === 0 ? part : Buffer.concat([head, part]);
      if (chunk.byteLength < 2) {
        head = chunk;
        continue;
      }
      head = undefined;
      if (chunk[0] === 0xff && chunk[1] === 0xfe) decoder = new TextDecoder('utf-16le');
      else if (chunk[0] === 0xfe && chunk[1] === 0xff) decoder = new TextDecoder('utf-16be');
    }
    if (decoder === undefined) yield chunk;
    else {
      const text = decoder.decode(chunk, { stream: true });
      if (text !== '') yield Buffer.from(text, 'utf8');
    }
  }
  if (head !== undefined && head.byteLength > 0) yield head;
  const rest = decoder?.decode() ?? '';
  if (rest !== '') yield Buffer.from(rest, 'utf8');
}
