// SPDX-License-Identifier: Apache-2.0
import { capture, firstText } from './element.ts';

/** Hash of the text by which a value names a group, never 0; 0 where there is no such text. */
export function groupHash(value: unknown): number {
  const text = firstText(capture(value));
  if (text === undefined) return 0;
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash ^= hash >>> 13;
  return hash === 0 ? 1 : hash;
}

/** The hash of a group named by several fields, from those of the fields before and of one more; 0 if one is 0. */
export function joinHashes(before: number, next: number): number {
  if (before === 0 || next === 0) return 0;
  const hash = Math.imul(before ^ (before >>> 16), 0x45d9f3b) + next;
  return (hash | 0) === 0 ? 1 : hash | 0;
}

/** Hash of the one group of correlations that name no fields; what {@link joinHashes} begins with. */
export const allInOne = 0x9e3779b9 | 0;
