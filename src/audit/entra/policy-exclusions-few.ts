// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { entraId } from '../../model/inventory/entra-roles.ts';
import type { Policy } from './access-policies.ts';
import { at, entraIndex, listed, nameOf } from './entra-index.ts';

/** Two policies do the same where they ask for the same. */
function controlOf(policy: Policy): string {
  return [...policy.grants, policy.strength ?? ''].toSorted().join('+');
}

export const entraPolicyExclusionsFew = defineCheck({
  id: 'entra-policy-exclusions-few',
  area: 'entra',
  title: 'Conditional access excludes emergency accounts only',
  weakness: 'Exclusions defeat a conditional access policy',
  severity: 'high',
  rows: ['A4', 'U5'],
  why: 'Every account that a policy leaves out signs in as if it did not exist. Thieves look for just these: an old service account, a group that "had problems" once.',
  remediation: [
    'Take the accounts and groups out of the exclusions; keep two emergency accounts, watched and with security keys.',
    'Where an exception must stay, cover it with a second policy that includes the same group with another control.',
  ],
  mappings: { mitigations: ['M1047', 'M1018'], peers: { maester: ['MT.1036'] } },
  needs: [{ kind: 'entra.conditional-access-policy' }],
  settings: {
    'emergency-accounts': {
      default: [],
      description:
        'user principal names, object ids or group names of emergency accounts; accounts with break-glass or emergency in their name count without',
    },
  },
  *judge(inventory, context) {
    const index = entraIndex(inventory);
    const emergency = new Set(context.settings.list('emergency-accounts').map((it) => it.toLowerCase()));
    const covered = new Set<string>();
    const enabled = inventory.of('entra.conditional-access-policy').filter((it) => it.state === 'enabled');
    for (const policy of enabled) {
      for (const it of [...policy.includeUsers, ...policy.includeGroups]) covered.add(`${controlOf(policy)} ${it}`);
    }
    const isEmergency = (id: string): boolean => {
      const upn = index.users.get(id)?.upn.toLowerCase();
      const group = inventory.find('entra.group', entraId.group(id))?.name.toLowerCase();
      if (
        emergency.has(id) ||
        (upn !== undefined && emergency.has(upn)) ||
        (group !== undefined && emergency.has(group))
      )
        return true;
      return (
        index.identities.get(id)?.breakGlass === true ||
        (group !== undefined && /break[-_. ]?glass|emergency/.test(group))
      );
    };
    for (const policy of enabled) {
      const subject = { kind: 'policy', id: policy.id, name: policy.name };
      if (policy.grants.length === 0 && policy.strength === undefined) continue;
      const excluded = [
        ...policy.excludeUsers
          .filter((it) => it !== 'guestsorexternalusers')
          .map((id) => ({ id, what: 'user', list: 'excludeUsers' })),
        ...policy.excludeGroups.map((id) => ({ id, what: 'group', list: 'excludeGroups' })),
      ];
      const open = excluded.filter(({ id }) => !isEmergency(id) && !covered.has(`${controlOf(policy)} ${id}`));
      const unnamed = open.filter(({ id, what }) => what === 'user' && !index.users.has(id));
      if (open.length === 0) yield { status: 'pass', subject };
      else if (unnamed.length === open.length && open.length <= 2 && inventory.collected('entra.user') === 'none') {
        yield {
          status: 'unknown',
          subject,
          reason: `"${policy.name}" excludes ${open.length} users who may be the emergency accounts: the users (entra.user) would tell`,
        };
      } else {
        const names = open.map(
          ({ id, what }) =>
            `${what} ${what === 'group' ? (inventory.find('entra.group', entraId.group(id))?.name ?? id) : nameOf(index, id)}`,
        );
        yield {
          status: 'fail',
          subject,
          summary: `"${policy.name}" does not hold for ${listed(names)}, and no other policy that is on puts the same control on them.`,
          evidence: open
            .slice(0, 20)
            .map(({ id, list }, place) => at(policy, `${names[place] ?? id} is excluded`, 'conditions', 'users', list)),
        };
      }
    }
  },
});
