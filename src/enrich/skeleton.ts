// SPDX-License-Identifier: Apache-2.0

/** Names and hosts are short; what lies beyond is not compared. */
export const longestName = 256;

/**
 * Letters that look like a Latin letter or digit, each group after the letter that stands for it. Our own table, made
 * for names of companies and applications; it is not the full list of Unicode TS 39.
 */
const groups: readonly (readonly [string, string])[] = [
  ['a', 'аɑαᴀ@4'],
  ['b', 'вЬʙβ8'],
  ['c', 'сϲᴄ'],
  ['d', 'ԁɗժ'],
  ['e', 'еҽєεᴇ3'],
  ['f', 'ғƒϝ'],
  ['g', 'ɡց9'],
  ['h', 'һհнΗ'],
  ['i', 'іıιɩӏl1|!ǀ'],
  ['j', 'јϳյ'],
  ['k', 'кκᴋ'],
  ['m', 'мᴍΜ'],
  ['n', 'пոռηᴎΝ'],
  ['o', 'оοσөօᴏ0'],
  ['p', 'рρᴘþ'],
  ['q', 'ԛզգ'],
  ['r', 'гᴦʀ'],
  ['s', 'ѕꜱʂ5$'],
  ['t', 'тτᴛ7'],
  ['u', 'υսʋᴜ'],
  ['v', 'ѵνᴠ'],
  ['w', 'ԝωшᴡ'],
  ['x', 'хχ×'],
  ['y', 'уүγʏყΥ'],
  ['z', 'ᴢʐ2Ζ'],
];

const standsFor = new Map<string, string>();
for (const [letter, alike] of groups) for (const character of alike) standsFor.set(character, letter);

/**
 * What a text looks like: two texts with the same skeleton are hard to tell apart by eye. Case, accents, width,
 * invisible characters, blanks and signs are dropped; look-alike letters and digits become one, `rn` becomes `m` and
 * `vv` becomes `w`. A skeleton is for comparing with another, not for reading: `Bill` and `8i11` both give `biii`.
 *
 * Only the first 256 characters count.
 *
 * @see https://www.unicode.org/reports/tr39/#Confusable_Detection
 */
export function skeleton(text: string): string {
  const head = text.slice(0, longestName);
  let out = '';
  // Most names are ASCII, which normalises to itself.
  for (let index = 0; index < head.length; index++) {
    const letter = ascii[head.charCodeAt(index)];
    if (letter === undefined) {
      out = lettersOf(head.normalize('NFKD'));
      break;
    }
    out += letter;
  }
  return out.replaceAll('rn', 'm').replaceAll('vv', 'w');
}

function lettersOf(text: string): string {
  let out = '';
  for (const character of text) {
    const lower = character.toLowerCase();
    const seen = standsFor.get(character) ?? standsFor.get(lower) ?? lower;
    if (letterOrDigit.test(seen)) out += seen;
  }
  return out;
}

const letterOrDigit = /^[\p{L}\p{N}]/u;
const ascii: readonly string[] = Array.from({ length: 128 }, (_, code) => lettersOf(String.fromCharCode(code)));
