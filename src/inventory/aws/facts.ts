// SPDX-License-Identifier: Apache-2.0
// What is known of a request: the values that a key of a condition may have, and policy variables.
import { literal } from './glob.ts';

/** Values of a key in a request; undefined: the key is not in the request. */
export type KeyState = readonly string[] | undefined;

/**
 * The states that a key may have, one of which is the real one. Undefined: any. Keys are in small letters.
 */
export type Facts = (key: string) => readonly KeyState[] | undefined;

const nothing: Facts = () => undefined;

/** Facts of a table; what it does not hold, another one tells. */
export function factsOf(table: Readonly<Record<string, readonly KeyState[]>>, others: Facts = nothing): Facts {
  const map = new Map(Object.entries(table).map(([key, states]) => [key.toLowerCase(), states]));
  return (key) => map.get(key) ?? others(key);
}

/** A pattern with its variables filled in, or what is open of it. */
export type Filled =
  | { readonly pattern: string }
  /** A variable that the request does not have: nothing matches. */
  | { readonly never: true }
  /** A variable that is not known: what matches must at least match this. */
  | { readonly atMost: string };

const variable = /\$\{([^{}]{1,256})\}/g;

/**
 * Fills in policy variables. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 *
 * @param variables false for policies older than 2012-10-17, where `${` is only text
 */
export function fillIn(pattern: string, facts: Facts, variables: boolean): Filled {
  if (!variables || !pattern.includes('${')) return { pattern };
  let never = false;
  let open = false;
  const filled = pattern.replace(variable, (_, inner: string) => {
    if (inner === '*' || inner === '?' || inner === '$') return literal(inner);
    const [, key = inner, fallback] = /^([^,]+?)\s*,\s*'([^']*)'$/.exec(inner.trim()) ?? [];
    const states = facts(key.trim().toLowerCase());
    const values = states?.map((state) =>
      state?.length === 1 ? state[0] : state === undefined ? fallback : undefined,
    );
    const [value] = values ?? [];
    if (values?.every((it) => it === value)) {
      if (value !== undefined) return literal(value);
      // A variable with several values cannot be filled in, one without any makes the statement match nothing.
      never = true;
      return '';
    }
    open = true;
    return '*';
  });
  return never ? { never } : open ? { atMost: filled } : { pattern: filled };
}
