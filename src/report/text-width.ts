// SPDX-License-Identifier: Apache-2.0

const printableAscii = /^[\x20-\x7e]*$/;
const onlyMarks = /^\p{M}+$/u;
const emoji = /\p{Emoji_Presentation}|\ufe0f/u;
/** East Asian Wide and Fullwidth blocks (Unicode UAX #11). */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u;

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

function graphemeWidth(grapheme: string): number {
  if (onlyMarks.test(grapheme)) return 0;
  return emoji.test(grapheme) || wide.test(grapheme) ? 2 : 1;
}

/** Terminal columns that a text takes; wide East Asian characters and emoji count two, combining marks none. */
export function textWidth(text: string): number {
  if (printableAscii.test(text)) return text.length;
  let width = 0;
  for (const { segment } of segmenter.segment(text)) width += graphemeWidth(segment);
  return width;
}

/** Fills with spaces on the right up to `width` columns; a longer text is left as it is. */
export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - textWidth(text)));
}

/** Fills with spaces on the left up to `width` columns; a longer text is left as it is. */
export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - textWidth(text))) + text;
}

/** Splits at grapheme boundaries into the part that fits `width` columns (at least one grapheme) and the rest. */
export function splitAtWidth(text: string, width: number): readonly [head: string, tail: string] {
  let used = 0;
  for (const { segment, index } of segmenter.segment(text)) {
    used += graphemeWidth(segment);
    if (used > width && index > 0) return [text.slice(0, index), text.slice(index)];
  }
  return [text, ''];
}

const breakAfter = /[-/:_.,=@?&;|]/;

function splitWord(word: string, width: number): readonly [head: string, tail: string] {
  const [head, tail] = splitAtWidth(word, width);
  if (tail === '') return [head, tail];
  for (let at = head.length - 1; at >= head.length / 2; at -= 1) {
    if (breakAfter.test(head.charAt(at))) return [word.slice(0, at + 1), word.slice(at + 1)];
  }
  return [head, tail];
}

/** Breaks a text at spaces into lines of at most `width` columns; a longer word is broken after a `/`, `:` and the like. */
export function wrap(text: string, width: number): readonly string[] {
  const room = Math.max(1, width);
  const lines: string[] = [];
  let line = '';
  let lineWidth = 0;
  for (const part of text.split(' ')) {
    let word = part;
    if (word === '') continue;
    if (lineWidth > 0 && lineWidth + 1 + textWidth(word) <= room) {
      line += ` ${word}`;
      lineWidth += 1 + textWidth(word);
      continue;
    }
    if (lineWidth > 0) lines.push(line);
    while (textWidth(word) > room) {
      const [head, tail] = splitWord(word, room);
      if (tail === '') break;
      lines.push(head);
      word = tail;
    }
    line = word;
    lineWidth = textWidth(word);
  }
  if (lineWidth > 0) lines.push(line);
  return lines;
}
