// SPDX-License-Identifier: Apache-2.0

/** A stream of bytes whose beginning has been looked at. */
export interface Peeked {
  readonly head: Uint8Array;
  /** The head is all there is. */
  readonly whole: boolean;
  /** What broke the stream off within the head. */
  readonly failure: { readonly error: unknown } | undefined;
  /** Everything from the start, once. */
  replay(): AsyncGenerator<Uint8Array>;
  /** Gives the stream up unread. */
  close(): Promise<void>;
}

/** Reads until `wanted` bytes are there, or the end. An error does not throw here, but when the replay gets to it. */
export async function peek(source: AsyncGenerator<Uint8Array>, wanted: number): Promise<Peeked> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  let whole = false;
  let failure: { readonly error: unknown } | undefined;
  while (length < wanted && !whole && failure === undefined) {
    try {
      const next = await source.next();
      if (next.done === true) whole = true;
      else {
        chunks.push(next.value);
        length += next.value.byteLength;
      }
    } catch (error) {
      failure = { error };
    }
  }
  async function* replay(): AsyncGenerator<Uint8Array> {
    try {
      for (let chunk = chunks.shift(); chunk !== undefined; chunk = chunks.shift()) yield chunk;
      if (failure !== undefined) throw failure.error;
      if (!whole) yield* source;
    } finally {
      await source.return(undefined);
    }
  }
  const close = async (): Promise<void> => {
    await source.return(undefined);
  };
  const [only] = chunks;
  const head = chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks);
  return { head, whole, failure, replay, close };
}
