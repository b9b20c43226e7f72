// SPDX-License-Identifier: Apache-2.0

/** The rows of a list of tab-separated text; lines that start with `#` and empty lines say nothing. */
export function* tsvRows(text: string): Generator<readonly string[]> {
  let start = 0;
  while (start < text.length) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    if (end > start && text[start] !== '#') yield text.slice(start, end).split('\t');
    start = end + 1;
  }
}
