// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, pass, unknown } from '../github/judging.ts';

export const usersRegisterNoApplications = defineCheck({
  id: 'gitlab-users-register-no-applications',
  area: 'ci',
  title: 'Only administrators register OAuth applications',
  weakness: 'Every user may register OAuth applications',
  severity: 'medium',
  rows: ['A4', 'A7'],
  why: 'An application that a thief registers inside looks like one of yours on the consent page, and the token that a colleague gives it stays good.',
  remediation: ['`glab api -X PUT application/settings -F user_oauth_applications=false`'],
  mappings: { mitigations: ['M1018', 'M1047'], owasp: ['CICD-SEC-8'] },
  needs: [{ kind: 'gitlab.instance' }],
  *judge(inventory) {
    for (const it of inventory.of('gitlab.instance')) {
      const subject = { kind: 'server', id: it.id, name: 'GitLab' };
      if (it.usersRegisterApplications === undefined)
        yield unknown(subject, 'the settings do not have user_oauth_applications: this server may be older');
      else if (it.usersRegisterApplications !== true) yield pass(subject);
      else
        yield fail(
          subject,
          'Every user may register OAuth applications.',
          at(it, 'user_oauth_applications is true', 'user_oauth_applications'),
        );
    }
  },
});
