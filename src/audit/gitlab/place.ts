// SPDX-License-Identifier: Apache-2.0
import type { Inventory } from '../../model/inventory/inventory.ts';

const paths = new WeakMap<Inventory, ReadonlyMap<string, string>>();

function pathsOf(inventory: Inventory): ReadonlyMap<string, string> {
  let found = paths.get(inventory);
  if (found === undefined) {
    found = new Map(inventory.of('gitlab.project').map((it) => [it.number, it.path]));
    paths.set(inventory, found);
  }
  return found;
}

/** A scope in words: `project example-shop/web` also where it was asked for by number. */
export function placeOf(inventory: Inventory, scope: string): string {
  if (scope === 'instance') return 'a user';
  const [kind = '', name = ''] = [scope.slice(0, scope.indexOf(':')), scope.slice(scope.indexOf(':') + 1)];
  const path = kind === 'project' ? pathsOf(inventory).get(name) : undefined;
  return `the ${kind} ${path ?? name}`;
}
