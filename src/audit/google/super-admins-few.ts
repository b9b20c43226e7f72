// SPDX-License-Identifier: Apache-2.0
import { fail, pass, unknown } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { enabledUsers, organisation, place } from './google-index.ts';

export const googleSuperAdminsFew = defineCheck({
  id: 'google-super-admins-few',
  area: 'google',
  title: 'There are two to eight super administrators',
  weakness: 'Too many super administrators, or only one',
  severity: 'medium',
  rows: ['A2', 'U1', 'A6'],
  why: 'Each super administrator is a person whose session, once stolen, lets applications act as anybody. With only one, a locked account leaves nobody to stop the theft.',
  remediation: [
    'Account, Admin roles: give roles for what people do, such as Help Desk Admin or User Management Admin.',
    'Take the rest away: `gam update admin` or Directory, Users, the user, Admin roles and privileges.',
  ],
  mappings: {
    scuba: ['GWS.COMMONCONTROLS.6.2'],
    mitigations: ['M1018', 'M1026', 'M1047'],
    peers: {},
  },
  needs: [{ kind: 'google.user' }],
  settings: {
    most: {
      default: 8,
      description: 'the most super administrators',
      published: ['ScubaGoggles: 2 to 8, accounts for emergencies not counted', 'CIS: 2 to 4'],
    },
    least: { default: 2, description: 'the fewest super administrators' },
  },
  *judge(inventory, { settings }) {
    const users = enabledUsers(inventory);
    const admins = users.filter((it) => it.superAdmin === true && !/break[-_. ]?glass|emergency/i.test(it.email));
    if (users.every((it) => it.superAdmin === undefined)) {
      yield unknown(organisation, 'the export does not say who is super administrator (isAdmin)');
    } else if (admins.length > settings.number('most')) {
      yield fail(
        organisation,
        `${admins.length} users are super administrators, at most ${settings.number('most')} are expected: ${admins
          .slice(0, 10)
          .map((it) => it.email)
          .join(', ')}.`,
        admins.slice(0, 20).map((it) => place(it, it.email, 'isAdmin')),
      );
    } else if (admins.length < settings.number('least')) {
      yield fail(
        organisation,
        admins.length === 0
          ? 'No user but those for emergencies is super administrator.'
          : `Only ${admins.map((it) => it.email).join(', ')} is super administrator: nobody else can act if the account is lost.`,
        admins.map((it) => place(it, it.email, 'isAdmin')),
      );
    } else yield pass(organisation);
  },
});
