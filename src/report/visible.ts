// SPDX-License-Identifier: Apache-2.0

/** Characters of one value that a report shows by default; the rest is counted, not shown. */
export const valueLimit = 400;

const blank = /[\t\n\r\u2028\u2029]+/g;
/**
 * Not visible, or able to reorder or rewrite what is around it: C0 and C1 controls, bidi controls (Unicode UAX #9),
 * zero-width and interlinear marks, byte order mark, tag characters.
 */
const unsafe =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
const stackedMarks = /(\p{M}{4})\p{M}+/gu;

function escapeCodePoint(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${code.toString(16).padStart(4, '0')}` : `\\u{${code.toString(16)}}`;
}

/**
 * Text from a log as one harmless line: line breaks and tabs become a space, control, bidi and invisible characters
 * are written out as `\x1b` or `\u202e`, piled-up combining marks are cut to four, half surrogates replaced.
 *
 * @param limit most characters kept; what is cut is counted at the end
 */
export function visible(text: string, limit: number = valueLimit): string {
  const cut = text.length > limit ? text.slice(0, limit) : text;
  const safe = cut
    .toWellFormed()
    .replace(blank, ' ')
    .replace(unsafe, escapeCodePoint)
    .replace(stackedMarks, '$1')
    .trim();
  return cut.length === text.length ? safe : `${safe}… (${(text.length - cut.length).toLocaleString('en-US')} more)`;
}

/** JSON on one line in which every control and bidi character is escaped, so that it is safe to print; the value is the same. */
export function safeJson(value: unknown): string {
  return JSON.stringify(value).replace(unsafeInJson, (character) => {
    let escaped = '';
    for (let at = 0; at < character.length; at += 1) {
      escaped += `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`;
    }
    return escaped;
  });
}

const unsafeInJson =
  /[\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
