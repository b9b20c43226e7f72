// SPDX-License-Identifier: Apache-2.0
import type { Event } from '../model/event.ts';
import type { LifecycleFieldName } from '../model/lifecycle.ts';
import { readField } from '../sigma/sigma.ts';

const prefix = 'lifecycle.';

/** How rules read a field of an event: `lifecycle.*` from the life of the token, all else from the record. */
export function eventField(path: string): (event: Event) => unknown {
  if (path.startsWith(prefix)) {
    const name = path.slice(prefix.length) as LifecycleFieldName;
    return (event) => event.lifecycle[name];
  }
  const read = readField(path);
  return (event) => read(event.raw);
}
