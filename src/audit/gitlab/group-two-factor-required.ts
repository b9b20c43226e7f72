// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, pass, unknown } from '../github/judging.ts';

export const groupTwoFactorRequired = defineCheck({
  id: 'gitlab-group-two-factor-required',
  area: 'ci',
  title: 'The group requires two-factor authentication',
  weakness: 'Two-factor authentication is not required',
  severity: 'high',
  rows: ['A1', 'A4', 'U5'],
  why: 'With a password alone a thief signs in as a member and makes tokens that stay when the password is changed.',
  remediation: ['`glab api -X PUT groups/ID -F require_two_factor_authentication=true -F two_factor_grace_period=48`'],
  mappings: {
    mitigations: ['M1018', 'M1032'],
    owasp: ['CICD-SEC-2'],
    peers: { legitify: ['two_factor_authentication_not_required_for_group'] },
  },
  needs: [{ kind: 'gitlab.group' }],
  *judge(inventory) {
    const server = inventory.of('gitlab.instance').some((it) => it.twoFactorRequired === true);
    for (const it of inventory.of('gitlab.group')) {
      // Subgroups take it over from the group above.
      if (it.top === false) continue;
      const subject = { kind: 'group', id: it.id, name: it.path };
      if (server || it.twoFactorRequired === true) yield pass(subject);
      else if (it.twoFactorRequired === undefined) yield unknown(subject, 'only a member of the group sees it');
      else
        yield fail(
          subject,
          `The group ${it.path} does not require two-factor authentication.`,
          at(it, 'require_two_factor_authentication is false', 'require_two_factor_authentication'),
        );
    }
  },
});
