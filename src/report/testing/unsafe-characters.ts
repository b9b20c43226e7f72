// SPDX-License-Identifier: Apache-2.0

const ranges: readonly (readonly [first: number, last: number])[] = [
  [0x00, 0x09],
  [0x0b, 0x1f],
  [0x7f, 0x9f],
  [0x200b, 0x200b],
  [0x200e, 0x200f],
  [0x2028, 0x202e],
  [0x2066, 0x2069],
  [0xfeff, 0xfeff],
  [0xe0000, 0xe007f],
];

/** The control, bidi and invisible characters in an output (line feed apart), written as code points. */
export function unsafeCharacters(text: string): readonly string[] {
  const found = new Set<string>();
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (ranges.some(([first, last]) => code >= first && code <= last)) found.add(`U+${code.toString(16)}`);
  }
  return [...found];
}
