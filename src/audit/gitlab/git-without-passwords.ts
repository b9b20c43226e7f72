// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, pass, unknown } from '../github/judging.ts';

export const gitWithoutPasswords = defineCheck({
  id: 'gitlab-git-without-passwords',
  area: 'ci',
  title: 'Git over HTTPS takes tokens, not passwords',
  weakness: 'Git over HTTPS takes passwords',
  severity: 'medium',
  rows: ['A1', 'A3', 'A4'],
  why: 'Where Git takes the password, no second factor is asked, and the password lies in credential helpers and remote URLs in the clear.',
  remediation: ['`glab api -X PUT application/settings -F password_authentication_enabled_for_git=false`'],
  mappings: {
    mitigations: ['M1018'],
    owasp: ['CICD-SEC-2'],
    peers: { legitify: ['password_authentication_enabled_for_git_is_enabled'] },
  },
  needs: [{ kind: 'gitlab.instance' }],
  *judge(inventory) {
    for (const it of inventory.of('gitlab.instance')) {
      const subject = { kind: 'server', id: it.id, name: 'GitLab' };
      if (it.passwordForGit === undefined)
        yield unknown(
          subject,
          'the settings do not have password_authentication_enabled_for_git: this server may be older',
        );
      else if (it.passwordForGit !== true) yield pass(subject);
      else
        yield fail(
          subject,
          'Git over HTTPS takes account passwords.',
          at(it, 'password_authentication_enabled_for_git is true', 'password_authentication_enabled_for_git'),
        );
    }
  },
});
