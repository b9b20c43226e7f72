// SPDX-License-Identifier: Apache-2.0
import { valueLimit, visible } from '../visible.ts';

/** Markup that is safe to put into the page; only {@link html} and {@link constant} make it. */
export interface Markup {
  readonly markup: string;
}

type Value = string | number | Markup | readonly Markup[] | undefined;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

/** Text for an element or a quoted attribute: cut, control and bidi characters written out, HTML's own characters escaped. */
export function escapeText(text: string, limit: number = valueLimit): string {
  return visible(text, limit).replace(/[&<>"'`]/g, (character) => entities[character] ?? '');
}

function toMarkup(value: Value): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return escapeText(value);
  return 'markup' in value ? value.markup : value.map((item) => item.markup).join('');
}

/** A template in which every string is escaped and every {@link Markup} is taken as it is. */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Markup {
  let markup = parts[0] ?? '';
  values.forEach((value, index) => {
    markup += toMarkup(value) + (parts[index + 1] ?? '');
  });
  return { markup };
}

/** Text of our own source (style, script) that must not be escaped; never give it anything that was read. */
export function constant(markup: string): Markup {
  return { markup };
}

/** Cut in the middle to `length` characters, as names often differ at both ends. */
export function shorten(text: string, length: number): string {
  const characters = [...visible(text)];
  if (characters.length <= length) return characters.join('');
  const tail = Math.floor((length - 1) / 3);
  return `${characters.slice(0, length - 1 - tail).join('')}…${characters.slice(characters.length - tail).join('')}`;
}

/** Cut at the end to `length` characters, for sentences. */
export function cutEnd(text: string, length: number): string {
  const characters = [...visible(text)];
  return characters.length <= length ? characters.join('') : `${characters.slice(0, length - 1).join('')}…`;
}

/** Our own prose, in which text between backticks is code. */
export function prose(text: string): Markup {
  const pieces = text.match(/`[^`]*`|[^`]+|`/g) ?? [];
  return {
    markup: pieces
      .map((it) => (it.length > 1 && it.startsWith('`') ? `<code>${escapeText(it.slice(1, -1))}</code>` : raw(it)))
      .join(''),
  };
}

/** Escaped, with the blanks at its ends kept. */
function raw(text: string): string {
  return `${/^\s/.test(text) ? ' ' : ''}${escapeText(text, 2000)}${/\s$/.test(text) ? ' ' : ''}`;
}
