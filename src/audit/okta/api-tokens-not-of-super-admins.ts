// SPDX-License-Identifier: Apache-2.0
import { fail, pass, unknown } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { loginOf, place, superAdmins } from './okta-index.ts';

export const oktaApiTokensNotOfSuperAdmins = defineCheck({
  id: 'okta-api-tokens-not-of-super-admins',
  area: 'okta',
  title: 'API tokens belong to accounts with a narrow role',
  weakness: 'API token of a super administrator',
  severity: 'critical',
  rows: ['A4', 'A2', 'U10'],
  why: 'An API token needs no second factor and does whatever its user may do. With that of a super administrator a thief makes administrators, resets factors and signs in anywhere.',
  remediation: [
    'Use a service application with OAuth scopes instead of a token: Applications, Create App Integration, API Services.',
    'Where a token is needed: make it signed in as a service account with a custom role that has only the permissions needed.',
    'Revoke the old one: Security, API, Tokens, or `DELETE /api/v1/api-tokens/ID`.',
  ],
  mappings: {
    mitigations: ['M1047', 'M1018', 'M1026'],
    peers: { prowler: ['apitoken_not_super_admin'] },
  },
  needs: [{ kind: 'okta.api-token' }, { kind: 'okta.role' }],
  *judge(inventory) {
    const admins = superAdmins(inventory);
    // Only administrators make tokens: whose roles were not saved, where they were saved user by user, may be one of them.
    const asked = inventory.collections.find((it) => it.kind === 'okta.role')?.of;
    for (const token of inventory.of('okta.api-token')) {
      const subject = { kind: 'api-token', id: token.id, name: token.name };
      if (token.userId === undefined) {
        yield unknown(subject, 'the token names no user; export /api/v1/api-tokens with userId');
        continue;
      }
      const role = admins.get(token.userId);
      if (role === undefined && asked !== undefined && !asked.includes(token.userId)) {
        yield unknown(subject, `the roles of ${loginOf(inventory, token.userId)} were not collected`);
        continue;
      }
      yield role === undefined
        ? pass(subject)
        : fail(
            subject,
            `The API token "${token.name}" acts as ${loginOf(inventory, token.userId)}, a super administrator.`,
            [place(token, 'the user of the token', 'userId'), place(role, `the user has the role ${role.label}`)],
          );
    }
  },
});
