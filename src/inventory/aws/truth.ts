// SPDX-License-Identifier: Apache-2.0
// Kleene's logic of three values, as what a condition asks for is often not in any export.

/** `undefined`: it depends on what is not known. */
export type Truth = boolean | undefined;

export function not(it: Truth): Truth {
  return it === undefined ? undefined : !it;
}

export function both(a: Truth, b: Truth): Truth {
  if (a === false || b === false) return false;
  return a === undefined || b === undefined ? undefined : true;
}

export function either(a: Truth, b: Truth): Truth {
  return not(both(not(a), not(b)));
}

export function every<T>(list: Iterable<T>, judge: (it: T) => Truth): Truth {
  let found: Truth = true;
  for (const it of list) {
    found = both(found, judge(it));
    if (found === false) return false;
  }
  return found;
}

export function some<T>(list: Iterable<T>, judge: (it: T) => Truth): Truth {
  return not(every(list, (it) => not(judge(it))));
}

/** What holds in all of several worlds, one of which is the real one. */
export function inAll(worlds: readonly Truth[]): Truth {
  const [first] = worlds;
  return worlds.every((it) => it === first) ? first : undefined;
}
