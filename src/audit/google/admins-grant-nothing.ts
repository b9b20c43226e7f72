// SPDX-License-Identifier: Apache-2.0
import { fail, pass, unknown } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { askedOf, enabledUsers, findUser, organisation, place, shortScope, userSubject } from './google-index.ts';

export const googleAdminsGrantNothing = defineCheck({
  id: 'google-admins-grant-nothing',
  area: 'google',
  title: 'Super administrators have given no application a token',
  weakness: 'Application with a token of a super administrator',
  severity: 'high',
  rows: ['A7', 'U6', 'U8', 'A2'],
  why: 'An account that is only for administration has no use for third-party applications. A token of it at some company is a way into the whole Workspace that no second step guards.',
  remediation: [
    'Withdraw them: `DELETE https://admin.googleapis.com/admin/directory/v1/users/USER/tokens/CLIENT_ID`.',
    'Give administrators a second account for their daily work, and keep that of administration apart.',
  ],
  mappings: {
    scuba: ['GWS.COMMONCONTROLS.6.1'],
    mitigations: ['M1018', 'M1026', 'M1047'],
    peers: {},
  },
  needs: [{ kind: 'google.user' }, { kind: 'google.token' }],
  settings: {
    'allowed-clients': {
      default: [],
      description: 'client ids of tools of administration, such as a GAM project of your own',
    },
  },
  *judge(inventory, { settings, knowledge }) {
    const allowed = new Set(settings.list('allowed-clients'));
    // Signing in with Google gives a name and an address, and no access.
    const harmless = (scope: string): boolean => knowledge.permissionRisk(scope, 'google')?.risk === 'low';
    const tokens = Map.groupBy(
      inventory.of('google.token').filter((it) => !allowed.has(it.clientId) && !it.scopes.every(harmless)),
      (it) => findUser(inventory, it.user)?.email ?? it.user,
    );
    const users = enabledUsers(inventory);
    const asked = askedOf(inventory, 'google.token');
    if (users.every((it) => it.superAdmin === undefined)) {
      yield unknown(organisation, 'the export does not say who is super administrator (isAdmin)');
    }
    for (const user of users) {
      if (user.superAdmin !== true) continue;
      const held = tokens.get(user.email) ?? [];
      if (held.length === 0) {
        yield asked(user)
          ? pass(userSubject(user))
          : unknown(userSubject(user), `the tokens that ${user.email} has given were not collected`);
        continue;
      }
      yield fail(
        userSubject(user),
        `${user.email}, a super administrator, has given tokens to ${held
          .slice(0, 4)
          .map((it) => `"${it.name}"`)
          .join(', ')}${held.length > 4 ? ` and ${held.length - 4} more` : ''}.`,
        held.slice(0, 10).map((it) => place(it, `${it.name}: ${it.scopes.slice(0, 3).map(shortScope).join(', ')}`)),
      );
    }
  },
});
