// SPDX-License-Identifier: Apache-2.0

export const contentKinds = ['utf-8', 'utf-16le', 'utf-16be', 'archive', 'binary'] as const;
export type ContentKind = (typeof contentKinds)[number];

/** First bytes of archives and compressed files; those of tar stand at 257. */
const archives: readonly (readonly number[])[] = [
  [0x50, 0x4b, 0x03, 0x04],
  [0x1f, 0x8b],
  [0x42, 0x5a, 0x68],
  [0xfd, 0x37, 0x7a, 0x58],
  [0x28, 0xb5, 0x2f, 0xfd],
  [0x37, 0x7a, 0xbc, 0xaf],
  [0x52, 0x61, 0x72, 0x21],
];

/** What a file is by its first bytes. Names are not asked: they lie. */
export function contentKind(head: Uint8Array): ContentKind {
  if (archives.some((magic) => magic.every((byte, index) => head[index] === byte))) return 'archive';
  if (Buffer.from(head.subarray(257, 262)).toString('latin1') === 'ustar') return 'archive';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const look = head.subarray(0, 8192);
  if (!look.includes(0)) return 'utf-8';
  // Text of Windows tools without a mark: every second byte is zero.
  let even = 0;
  let odd = 0;
  for (const [index, byte] of look.entries()) if (byte === 0) index % 2 === 0 ? even++ : odd++;
  const half = look.length / 2;
  if (odd > half * 0.7 && even < half * 0.05) return 'utf-16le';
  if (even > half * 0.7 && odd < half * 0.05) return 'utf-16be';
  return 'binary';
}
