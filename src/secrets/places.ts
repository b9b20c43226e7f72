// SPDX-License-Identifier: Apache-2.0
// Offsets to lines and columns, without keeping what has passed.

export interface Place {
  readonly line: number;
  readonly column: number;
}

export interface Places {
  /** For places in rising order in the bytes that begin here. */
  cursor(): { at(bytes: Uint8Array, offset: number): Place };
  /** The places of what follows after so many bytes were let go. */
  after(bytes: Uint8Array, count: number): Places;
}

/**
 * @param units true where each byte is one UTF-16 unit; else bytes are UTF-8, and columns count UTF-16 units all the same
 */
export function createPlaces(units: boolean, start: Place = { line: 1, column: 1 }): Places {
  const advance = (bytes: Uint8Array, from: number, to: number, place: Place): Place => {
    let { line, column } = place;
    let begin = from;
    // Only the last line is looked at closely.
    const last = to > from ? bytes.lastIndexOf(10, to - 1) : -1;
    if (last >= from) {
      for (let index = from; index <= last; index++) if (bytes[index] === 10) line++;
      column = 1;
      begin = last + 1;
    }
    for (let index = begin; index < to; index++) {
      const byte = bytes[index] ?? 0;
      if (units || byte < 0x80) column++;
      else if (byte >= 0xf0) column += 2;
      else if (byte >= 0xc0) column++;
    }
    return { line, column };
  };
  return {
    cursor() {
      let offset = 0;
      let place = start;
      return {
        at(bytes, wanted) {
          if (wanted < offset) {
            offset = 0;
            place = start;
          }
          place = advance(bytes, offset, wanted, place);
          offset = wanted;
          return place;
        },
      };
    },
    after: (bytes, count) => createPlaces(units, advance(bytes, 0, count, start)),
  };
}

/** UTF-16 to one byte a unit; what is not ASCII becomes 0xff, which no token has. */
export function narrow(bytes: Uint8Array, bigEndian: boolean): Buffer {
  const out = Buffer.alloc(bytes.length >> 1);
  const low = bigEndian ? 1 : 0;
  for (let index = 0; index < out.length; index++) {
    const value = bytes[2 * index + low] ?? 0;
    const other = bytes[2 * index + 1 - low] ?? 0;
    out[index] = other === 0 && value < 0x80 ? value : 0xff;
  }
  return out;
}
