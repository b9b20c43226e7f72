// SPDX-License-Identifier: Apache-2.0
import { isObject, text } from '../shared/read.ts';

/** The own property `key` of a JSON object, `undefined` for anything else. */
export function own(value: unknown, key: string): unknown {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** The value if it is a list, else an empty list. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/**
 * What a list of name-and-value pairs, such as `[{ "key": "User-Agent", "value": "…" }]`, holds under a name; the first
 * such pair wins and the case of the name does not matter.
 */
export function pairValue(pairs: unknown, name: string, keyName = 'key', valueName = 'value'): unknown {
  const wanted = name.toLowerCase();
  const pair = list(pairs).find((entry) => text(own(entry, keyName))?.toLowerCase() === wanted);
  return own(pair, valueName);
}

/** The words of a text that spaces or commas divide, or of a list of such texts, in order and without repeats. */
export function words(value: unknown): readonly string[] | undefined {
  const parts = list(Array.isArray(value) ? value : [value]).flatMap((part) => text(part)?.split(/[\s,]+/) ?? []);
  const found = new Set(parts.filter((part) => part !== ''));
  return found.size === 0 ? undefined : [...found];
}

/** The texts among the values, divided by a space; `undefined` where there is none. */
export function phrase(values: readonly unknown[]): string | undefined {
  return text(values.flatMap((value) => text(value) ?? []).join(' '));
}
