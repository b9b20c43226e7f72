// SPDX-License-Identifier: Apache-2.0
// What a change is meant to make of a document's value: what the changed text must read as.
import type { Change } from '../model/check.ts';

/** Gives every value its own copy, so that a change of one place shows nowhere else. */
function copy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copy);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, it]) => [key, copy(it)]));
}

/** @returns undefined where the path leads nowhere */
function change(value: unknown, path: Change['path'], edit: (inner: unknown) => unknown, removed: symbol): unknown {
  const [part, ...rest] = path;
  if (part === undefined) return edit(value);
  if (Array.isArray(value)) {
    if (typeof part !== 'number' || part >= value.length) return value;
    const inner = change(value[part], rest, edit, removed);
    return inner === removed ? value.toSpliced(part, 1) : value.with(part, inner);
  }
  const fields = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  const name = String(part);
  const before = fields.find(([key]) => key === name);
  const inner = change(before?.[1], rest, edit, removed);
  if (inner === removed) return Object.fromEntries(fields.filter(([key]) => key !== name));
  if (before === undefined) return Object.fromEntries([...fields, [name, inner]]);
  return Object.fromEntries(fields.map(([key, it]) => [key, key === name ? inner : it]));
}

/** Whether a path leads to a value. */
export function hasPath(value: unknown, path: Change['path']): boolean {
  let at = value;
  for (const part of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, part)) return false;
    at = Reflect.get(at, part);
  }
  return true;
}

/** The value of a document after a change. */
export function changedValue(value: unknown, it: Change): unknown {
  const removed = Symbol('removed');
  if (it.op === 'set') return change(copy(value), it.path, () => copy(it.value), removed);
  return hasPath(value, it.path) ? change(copy(value), it.path, () => removed, removed) : copy(value);
}
