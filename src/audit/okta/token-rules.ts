// SPDX-License-Identifier: Apache-2.0
import type { Subject } from '../../model/check.ts';
import type { Inventory } from '../../model/inventory/inventory.ts';
import type { ItemOf } from '../../model/inventory/item.ts';
import { active } from './okta-index.ts';

/** Active rules of active policies of authorization servers, named as people find them. */
export function tokenRules(
  inventory: Inventory,
): readonly { readonly rule: ItemOf<'okta.token-rule'>; readonly subject: Subject }[] {
  const policies = new Map(inventory.of('okta.authorization-policy').map((it) => [it.policyId, it]));
  const servers = new Map(inventory.of('okta.authorization-server').map((it) => [it.serverId, it]));
  return active(inventory.of('okta.token-rule')).flatMap((rule) => {
    const policy = rule.policyId === undefined ? undefined : policies.get(rule.policyId);
    const server = servers.get(rule.serverId ?? policy?.serverId ?? '');
    if (policy?.status === 'INACTIVE' || server?.status === 'INACTIVE') return [];
    const name = [server?.name, policy?.name, rule.name].filter((it) => it !== undefined).join(' / ');
    return [{ rule, subject: { kind: 'token-rule', id: rule.id, name } }];
  });
}
