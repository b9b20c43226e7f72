// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, pass, unknown } from '../github/judging.ts';

export const usersHaveTwoFactor = defineCheck({
  id: 'gitlab-users-have-two-factor',
  area: 'ci',
  title: 'Everybody has a second factor',
  weakness: 'Account has no second factor',
  severity: 'high',
  rows: ['U5'],
  why: "Passwords are phished and reused. Whoever gets in makes access tokens that need no factor at all; an administrator's session is the whole server.",
  remediation: ['Ask the person to set it up, or block the account: `glab api -X POST users/ID/block`.'],
  mappings: {
    mitigations: ['M1018', 'M1032'],
    owasp: ['CICD-SEC-2'],
    peers: {
      legitify: [
        'two_factor_authentication_is_disabled_for_a_collaborator',
        'two_factor_authentication_is_disabled_for_an_external_collaborator',
      ],
    },
  },
  needs: [{ kind: 'gitlab.user' }],
  *judge(inventory) {
    for (const it of inventory.of('gitlab.user')) {
      if (it.active === false || it.bot === true) continue;
      const subject = { kind: 'identity', id: it.id, name: it.username };
      if (it.twoFactor === undefined) yield unknown(subject, 'only an administrator sees two_factor_enabled (users)');
      else if (it.twoFactor) yield pass(subject);
      else
        yield fail(
          subject,
          `${it.admin === true ? 'The administrator ' : ''}${it.username} has no second factor on GitLab.`,
          at(it, 'two_factor_enabled is false', 'two_factor_enabled'),
          { severity: it.admin === true ? 'critical' : 'high' },
        );
    }
  },
});
