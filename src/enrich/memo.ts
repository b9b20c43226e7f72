// SPDX-License-Identifier: Apache-2.0

/**
 * `compute`, remembering its results by text: at least the last `limit / 2` texts that were asked for, at most `limit`.
 * Texts longer than `longest` characters are computed each time, so that memory is bounded in bytes too.
 *
 * Two generations instead of one ordered map: a hit among the recent ones changes nothing, which makes it fast.
 */
export function memoise<T>(compute: (text: string) => T, limit: number, longest: number): (text: string) => T {
  let recent = new Map<string, { readonly value: T }>();
  let older = new Map<string, { readonly value: T }>();
  return (text) => {
    if (text.length > longest) return compute(text);
    const known = recent.get(text);
    if (known !== undefined) return known.value;
    const entry = older.get(text) ?? { value: compute(text) };
    if (recent.size >= Math.max(1, limit >> 1)) {
      older = recent;
      recent = new Map();
    }
    recent.set(text, entry);
    return entry.value;
  };
}
