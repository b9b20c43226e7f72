// SPDX-License-Identifier: Apache-2.0
// Reading values of JSON that others wrote, each checked for its type.
import { fields } from '../values.ts';

export function field(value: unknown, ...names: readonly string[]): unknown {
  let at: unknown = value;
  for (const name of names) {
    const object = fields(at);
    if (!Object.hasOwn(object, name)) return undefined;
    at = object[name];
  }
  return at;
}

export function listAt(value: unknown, ...names: readonly string[]): readonly unknown[] {
  const found = field(value, ...names);
  return Array.isArray(found) ? found : [];
}

export function textAt(value: unknown, ...names: readonly string[]): string | undefined {
  const found = field(value, ...names);
  return typeof found === 'string' && found !== '' ? found : undefined;
}

export function numberAt(value: unknown, ...names: readonly string[]): number | undefined {
  const found = field(value, ...names);
  const number = typeof found === 'string' && /^\d+(?:\.\d+)?$/.test(found) ? Number(found) : found;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** Lines and columns are from 1; zero stands for unknown in some tools. */
export function placeAt(value: unknown, ...names: readonly string[]): number | undefined {
  const found = numberAt(value, ...names);
  return found !== undefined && Number.isInteger(found) && found > 0 ? found : undefined;
}
