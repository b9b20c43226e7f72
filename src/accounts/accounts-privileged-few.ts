// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../model/check.ts';
import type { Identity } from '../model/inventory/nouns.ts';
import { isHuman } from './judge-identities.ts';
import { fail, pass, proof, unknown } from './verdict.ts';

export const accountsPrivilegedFew = defineCheck({
  id: 'accounts-privileged-few',
  area: 'accounts',
  title: 'Few people hold the highest roles',
  weakness: 'Many people hold one of the highest roles',
  severity: 'medium',
  rows: ['U1', 'A6'],
  why: 'Each holder of the highest role is one more person whose stolen token opens everything.',
  remediation: [
    'Give most of them a smaller role: User, Application or Security Administrator in Entra, a delegated OU in Active Directory, a custom role in Google and Okta, team maintainers in GitHub.',
    'Make what stays eligible, not standing.',
  ],
  mappings: {
    mitigations: ['M1026', 'M1018'],
    peers: { maester: ['MT.1032'], legitify: ['organization_has_too_many_admins'] },
  },
  needs: [{ kind: 'identity' }],
  settings: {
    people: {
      default: 4,
      description: 'the most people with such a role',
      published: ['CIS M365: 2 to 4 global administrators', 'CISA SCuBA: 2 to 8', 'CIS Azure: fewer than 5'],
    },
    roles: {
      default: [
        'global administrator',
        'domain admins',
        'enterprise admins',
        'super admin',
        'super administrator',
        'super_admin',
        '_seed_admin_role',
        'owner',
        'organization owner',
        'administratoraccess',
        'roles/owner',
        'cluster-admin',
      ],
      description: 'names of the highest roles, in lower case',
    },
  },
  *judge(inventory, { settings }) {
    const highest = new Set(settings.list('roles').map((it) => it.toLowerCase()));
    const holders = new Map<
      string,
      { readonly provider: string; readonly role: string; readonly people: Identity[] }
    >();
    const untold = new Map<string, number>();
    for (const identity of inventory.of('identity')) {
      if (!isHuman(identity) || identity.enabled === false || identity.breakGlass === true) continue;
      if (identity.roles === undefined) {
        untold.set(identity.provider, (untold.get(identity.provider) ?? 0) + 1);
        continue;
      }
      for (const role of new Set(identity.roles)) {
        if (!highest.has(role.toLowerCase())) continue;
        const key = `${identity.provider}:${role}`;
        const known = holders.get(key);
        if (known === undefined) holders.set(key, { provider: identity.provider, role, people: [identity] });
        else known.people.push(identity);
      }
    }
    const most = settings.number('people');
    for (const [key, { provider, role, people }] of holders) {
      const subject = { kind: 'role', id: `${provider}:role:${role}`, name: `${role} (${provider})` };
      yield people.length <= most
        ? pass(subject)
        : fail(
            subject,
            `${people.length} people are ${role} in ${provider}; at most ${most} are expected.`,
            people.slice(0, 20).map((it) => proof(it.where, `${it.name} is ${role}`)),
          );
      untold.delete(key);
    }
    for (const [provider, count] of untold) {
      yield unknown(
        { kind: 'provider', id: provider, name: provider },
        `${count} accounts of ${provider}: roles were not collected`,
      );
    }
  },
});
