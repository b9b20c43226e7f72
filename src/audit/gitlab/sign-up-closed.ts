// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, pass, unknown } from '../github/judging.ts';

export const signUpClosed = defineCheck({
  id: 'gitlab-sign-up-closed',
  area: 'ci',
  title: 'New accounts are approved',
  weakness: 'Anybody may make an account',
  severity: 'medium',
  rows: ['A1', 'A4', 'U3'],
  why: 'An account of his own gives a thief internal projects to search for tokens, shared runners to run on, and an address inside to send links from.',
  remediation: [
    '`glab api -X PUT application/settings -F signup_enabled=false`, or `-F require_admin_approval_after_user_signup=true`',
  ],
  mappings: { mitigations: ['M1018'], owasp: ['CICD-SEC-2'] },
  needs: [{ kind: 'gitlab.instance' }],
  *judge(inventory) {
    for (const it of inventory.of('gitlab.instance')) {
      const subject = { kind: 'server', id: it.id, name: 'GitLab' };
      if (it.signUpOpen === false || it.signUpApproved === true) yield pass(subject);
      else if (it.signUpOpen === undefined || it.signUpApproved === undefined)
        yield unknown(subject, 'the settings do not say whether people may sign up, or who approves them');
      else
        yield fail(
          subject,
          'Anybody who reaches the server may make an account, and nobody approves it.',
          at(it, 'signup_enabled is true, without approval', 'signup_enabled'),
        );
    }
  },
});
