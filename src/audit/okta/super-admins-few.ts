// SPDX-License-Identifier: Apache-2.0
import { fail, pass, unknown } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { loginOf, organisation, place, superAdmins } from './okta-index.ts';

export const oktaSuperAdminsFew = defineCheck({
  id: 'okta-super-admins-few',
  area: 'okta',
  title: 'There are few super administrators',
  weakness: 'Too many super administrators, or only one',
  severity: 'medium',
  rows: ['A2', 'U1', 'U10'],
  why: 'Each super administrator is a person whose session, once stolen, is the whole organisation. With only one, a locked account leaves nobody to stop the theft.',
  remediation: [
    'Security, Administrators: give roles for what people do, such as Help Desk or Application Administrator.',
    'Keep two super administrators who use it daily at most, and a sealed account for emergencies.',
  ],
  mappings: { mitigations: ['M1018', 'M1026', 'M1047'], peers: {} },
  needs: [{ kind: 'okta.role' }],
  settings: {
    most: {
      default: 4,
      description: 'the most super administrators',
      published: ['CIS: 2 to 4 global administrators', 'ScubaGoggles: 2 to 8 super administrators'],
    },
    least: { default: 2, description: 'the fewest super administrators' },
  },
  *judge(inventory, { settings }) {
    const admins = superAdmins(inventory);
    const most = settings.number('most');
    if (admins.size === 0) {
      yield unknown(organisation, 'no super administrator is in the export, though every organisation has one');
    } else if (admins.size > most || admins.size < settings.number('least')) {
      const names = [...admins.keys()].map((it) => loginOf(inventory, it)).toSorted();
      yield fail(
        organisation,
        admins.size > most
          ? `${admins.size} accounts are super administrators, at most ${most} are expected: ${names.slice(0, 8).join(', ')}.`
          : `Only ${names.join(', ')} is super administrator: nobody else can act if the account is lost.`,
        [...admins.values()].slice(0, 20).map((it) => place(it, loginOf(inventory, it.userId))),
      );
    } else yield pass(organisation);
  },
});
