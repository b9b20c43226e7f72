// SPDX-License-Identifier: Apache-2.0
// Values as they are written into a document: unquoted only where every reader of YAML takes them for what they are.
import type { Change } from '../model/check.ts';

export type NewValue = Extract<Change, { readonly op: 'set' }>['value'];

export interface Style {
  readonly json: boolean;
  /** Spaces of one level. */
  readonly step: number;
  readonly eol: string;
}

/** Words that YAML 1.1 or 1.2 reads as something else than text. */
const reserved = /^(?:true|false|null|yes|no|on|off|y|n|~|\.nan|[-+]?\.inf)$/i;
const numeric = /^[-+.]?\d|^0[xo]/;

/** Tells objects from the other values. */
export function isMap(value: NewValue): value is Readonly<Record<string, NewValue>> & object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(value: string, style: Style, flow: boolean): string {
  if (style.json) return JSON.stringify(value);
  const expression = !flow && /^\$\{\{ [\w.-]+ \}\}$/.test(value);
  const plain =
    /^[A-Za-z_./][\w ./@+-]*$/.test(value) &&
    !/\s$/.test(value) &&
    !reserved.test(value) &&
    !numeric.test(value) &&
    !/^\.{3}/.test(value);
  if (plain || expression) return value;
  // Outside of printable ASCII only JSON's escapes are the same for every reader.
  return /^[ -~]*$/.test(value)
    ? `'${value.replaceAll("'", "''")}'`
    : JSON.stringify(value).replace(/[\u007f-\uffff]/g, (it) => `\\u${it.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A key. */
export function renderKey(name: string, style: Style): string {
  return text(name, style, true);
}

/** On one line. */
export function renderFlow(value: NewValue, style: Style, flow = true): string {
  if (typeof value === 'string') return text(value, style, flow);
  if (value === null || typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return `[${value.map((it: NewValue) => renderFlow(it, style)).join(', ')}]`;
  const entries = Object.entries(value).map(
    ([key, it]: [string, NewValue]) => `${renderKey(key, style)}: ${renderFlow(it, style)}`,
  );
  if (entries.length === 0) return '{}';
  return style.json ? `{${entries.join(', ')}}` : `{ ${entries.join(', ')} }`;
}

/** Whether a value is written over several lines in a block. */
export function isLong(value: NewValue): value is NewValue & object {
  if (typeof value !== 'object' || value === null) return false;
  return Array.isArray(value) ? value.length > 0 : Object.keys(value).length > 0;
}

/** Over several lines, each with this indentation; for values that are long. */
export function renderBlock(value: NewValue & object, indent: number, style: Style): readonly string[] {
  const pad = ' '.repeat(indent);
  if (Array.isArray(value))
    return value.flatMap((it: NewValue) => {
      if (!isLong(it)) return [`${pad}- ${renderFlow(it, style, false)}`];
      const [first = '', ...rest] = renderBlock(it, indent + 2, style);
      return [`${pad}- ${first.trimStart()}`, ...rest];
    });
  return Object.entries(value).flatMap(([key, it]: [string, NewValue]) => renderEntry(key, it, indent, style));
}

/** A key with its value, in a block. */
export function renderEntry(key: string, value: NewValue, indent: number, style: Style): readonly string[] {
  const head = `${' '.repeat(indent)}${renderKey(key, style)}:`;
  return isLong(value)
    ? [head, ...renderBlock(value, indent + style.step, style)]
    : [`${head} ${renderFlow(value, style, false)}`];
}
