// SPDX-License-Identifier: Apache-2.0
// Small pieces of Markdown.

/** First lines of every generated page. */
export function page(title: string, ...parts: readonly string[]): string {
  const note = '<!-- Made by `npm run docs` from the source. Edits here are lost. -->';
  return `${[note, `# ${title}`, ...parts.filter((part) => part !== '')].join('\n\n')}\n`;
}

/** Text inside a table's cell: one line, and no `|` that would end it. */
export function cell(text: string): string {
  return text.replace(/\s+/g, ' ').trim().replaceAll('|', '\\|');
}

/** A table; rows may be empty, in which case there is no table. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---|').join('')}`, ...rows.map(line)].join('\n');
}

export function bullets(items: readonly string[]): string {
  return items.map((item) => `- ${item.replace(/\s+/g, ' ').trim()}`).join('\n');
}

export function numbered(items: readonly string[]): string {
  return items.map((item, index) => `${index + 1}. ${item.replace(/\s+/g, ' ').trim()}`).join('\n');
}

export function code(text: string): string {
  return `\`${text}\``;
}

export function codes(texts: readonly string[]): string {
  return texts.map(code).join(', ');
}

export function fence(language: string, text: string): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
}

/** A value as a person would write it in YAML, lists shortened. */
export function value(it: unknown): string {
  if (it === undefined) return '';
  if (!Array.isArray(it)) return code(String(it));
  const shown = it.slice(0, 8).map((one) => code(String(one)));
  return it.length > 8 ? `${shown.join(', ')} and ${it.length - 8} more` : shown.join(', ') || 'an empty list';
}

/** The anchor that GitHub gives a heading. */
export function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');
}
