// SPDX-License-Identifier: Apache-2.0
import type { Inventory } from '../../model/inventory/inventory.ts';

/** A scope in words: `project example-shop/web` also where it was asked for by number. */
export function placeOf(inventory: Inventory, scope: string): string {
  if (scope === 'instance') return 'a user';
  const [kind = '', name = ''] = [scope.slice(0, scope.indexOf(':')), scope.slice(scope.indexOf(':') + 1)];
  const path = kind === 'project' ? inventory.of('gitlab.project').find((it) => it.number === name)?.path : undefined;
  return `the ${kind} ${path ?? name}`;
}
