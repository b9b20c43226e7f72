// SPDX-License-Identifier: Apache-2.0
// What bindings give: roles expanded, conditions and denials judged.
import type { GcpBinding } from '../../model/inventory/gcp.ts';
import type { GcpAccess } from '../../model/inventory/gcp-policies.ts';
import type { Inventory } from '../../model/inventory/inventory.ts';
import { both, not, some, type Truth } from '../aws/truth.ts';
import { judgeExpression, type Question } from './conditions.ts';
import { isDenied } from './denials.ts';
import { containerOf, type Hierarchy } from './hierarchy.ts';
import { permissionsOf, powers } from './roles.ts';

const holds = (truth: Truth): GcpAccess['holds'] => (truth === true ? 'yes' : truth === false ? 'no' : 'depends');

/** Accesses of every binding that gives one of the powers, or whose role is not known. */
export function* accessesOf(inventory: Inventory, hierarchy: Hierarchy): Generator<GcpAccess> {
  const roleOf = permissionsOf(inventory);
  const denials = inventory.of('gcp.deny-policy');
  for (const binding of inventory.of('gcp.binding')) {
    const all = roleOf(binding.role);
    const above = hierarchy.upward(containerOf(binding.resource) ?? '');
    const over = denials.filter((it) => above.has(it.attachedTo));
    for (const { power, permissions, type, below, attributes } of powers) {
      const item = (found: readonly string[], how: GcpAccess['holds'], depends: readonly string[]): GcpAccess => ({
        kind: 'gcp.access',
        id: `gcp:access:${binding.id} ${power}`,
        provider: 'gcp',
        where: binding.where,
        binding: binding.id,
        power,
        permissions: found,
        holds: how,
        depends,
      });
      if (all === undefined) {
        yield item([], 'unknown', [`the permissions of ${binding.role}`]);
        continue;
      }
      const has = permissions.filter((it) => all.includes(it));
      if (has.length === 0) continue;
      yield item(
        has,
        ...judge(binding, has, { type, below, attributes, time: Date.parse(binding.where.collectedAt) }, over),
      );
    }
  }
}

function judge(
  { condition, member }: GcpBinding,
  has: readonly string[],
  question: Question,
  over: Parameters<typeof isDenied>[0],
): [GcpAccess['holds'], readonly string[]] {
  const met = condition === undefined ? true : judgeExpression(condition, question);
  const free = some(has, (it) => not(isDenied(over, member, it, question)));
  const truth = both(met, free);
  return [
    holds(truth),
    [
      ...(met === true || condition === undefined ? [] : [`the condition ${condition.slice(0, 200)}`]),
      ...(free === true ? [] : ['a deny policy']),
    ],
  ];
}
