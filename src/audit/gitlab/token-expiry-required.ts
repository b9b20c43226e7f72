// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, pass, unknown } from '../github/judging.ts';

export const tokenExpiryRequired = defineCheck({
  id: 'gitlab-token-expiry-required',
  area: 'ci',
  title: 'New access tokens must have an end',
  weakness: 'New access tokens may live for ever',
  severity: 'high',
  rows: ['A1', 'A4'],
  why: 'Without the requirement people choose tokens without an end, and each one that leaks stays good.',
  remediation: [
    '`glab api -X PUT application/settings -F require_personal_access_token_expiry=true`, and Admin, Settings, General, Account and limit, for a maximum lifetime.',
  ],
  mappings: { mitigations: ['M1018'], owasp: ['CICD-SEC-6'] },
  needs: [{ kind: 'gitlab.instance' }],
  *judge(inventory) {
    for (const it of inventory.of('gitlab.instance')) {
      const subject = { kind: 'server', id: it.id, name: 'GitLab' };
      if (it.tokenExpiryRequired === undefined)
        yield unknown(
          subject,
          'the settings do not have require_personal_access_token_expiry: this server may be older',
        );
      else if (it.tokenExpiryRequired !== false) yield pass(subject);
      else
        yield fail(
          subject,
          'New access tokens need no end.',
          at(it, 'require_personal_access_token_expiry is false', 'require_personal_access_token_expiry'),
        );
    }
  },
});
