// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, pass, unknown } from '../github/judging.ts';

export const adminModeOn = defineCheck({
  id: 'gitlab-admin-mode-on',
  area: 'ci',
  title: 'Administrators sign in once more to administer',
  weakness: 'Every session and token of an administrator administers the server',
  severity: 'medium',
  rows: ['A1', 'A4', 'U6'],
  why: 'Without admin mode, a stolen session or any personal token of an administrator rules the whole server. With it, the session must be proven once more, and a token must have been given the scope `admin_mode`.',
  remediation: [
    '`glab api -X PUT application/settings -F admin_mode=true`; then make administrators’ tokens anew, without the scope admin_mode where they do not administer.',
  ],
  mappings: { mitigations: ['M1018', 'M1026'], owasp: ['CICD-SEC-2'] },
  needs: [{ kind: 'gitlab.instance' }],
  *judge(inventory) {
    for (const it of inventory.of('gitlab.instance')) {
      const subject = { kind: 'server', id: it.id, name: 'GitLab' };
      if (it.adminMode === undefined) yield unknown(subject, 'the settings do not have admin_mode');
      else if (it.adminMode) yield pass(subject);
      else
        yield fail(
          subject,
          'Sessions and tokens of administrators administer the server without another sign-in.',
          at(it, 'admin_mode is false', 'admin_mode'),
        );
    }
  },
});
