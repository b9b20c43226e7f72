// SPDX-License-Identifier: Apache-2.0
declare module 'seek-bzip' {
  /** One decoder over a stream of bytes. The block-wise part is not in its README; the version is pinned. */
  class Bunzip {
    constructor(input: { readByte(): number }, output: { writeByte(byte: number): void });
    readonly reader: { read(bits: number): number };
    readonly streamCRC: number;
    /** False at the end of a bzip2 stream. */
    _init_block(): boolean;
    _read_bunzip(): number;
  }
  export = Bunzip;
}
