// SPDX-License-Identifier: Apache-2.0
import type { Event } from '../model/event.ts';
import type { LifecycleFieldName } from '../model/lifecycle.ts';
import { compileExpression, type Expression, readField } from '../sigma/sigma.ts';

/** What rules write before a field of the life of the token. */
export const lifecyclePrefix = 'lifecycle.';

/** How rules read a field of an event: `lifecycle.*` from the life of the token, all else from the record. */
export function eventField(path: string): (event: Event) => unknown {
  if (path.startsWith(lifecyclePrefix)) {
    const name = path.slice(lifecyclePrefix.length) as LifecycleFieldName;
    return (event) => event.lifecycle[name];
  }
  const read = readField(path);
  return (event) => read(event.raw);
}

/** A condition as a predicate on events. */
export function eventTest(expression: Expression): (event: Event) => boolean {
  return compileExpression<Event>(expression, eventField);
}
