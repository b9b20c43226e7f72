// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, ofScope, pass, unknown } from './judging.ts';
import { lastChange } from './last-change.ts';

export const tokenApprovalRequired = defineCheck({
  id: 'github-token-approval-required',
  area: 'ci',
  title: 'Fine-grained tokens need an approval',
  weakness: 'Fine-grained tokens need no approval',
  severity: 'medium',
  rows: ['A1', 'A4', 'A7'],
  why: 'Without approval nobody sees that a token with rights on the organisation was made: not the careless one, and not the one that a thief of a session makes to stay.',
  remediation: [
    'Organisation Settings, Personal access tokens, Settings, Fine-grained tokens, Require administrator approval.',
  ],
  mappings: { mitigations: ['M1018'], owasp: ['CICD-SEC-8'] },
  needs: [{ kind: 'github.setting-change' }],
  *judge(inventory) {
    for (const [organization, it] of lastChange(inventory, 'token-approval-required')) {
      const subject = ofScope('github', `organization:${organization}`);
      if (it?.on === undefined) {
        const reason =
          it === undefined
            ? 'GitHub has no API for this setting, and the audit log (180 days) holds no change of it: look under Settings, Personal access tokens, Fine-grained tokens'
            : 'it was left to the enterprise: look there';
        yield unknown(subject, reason);
      } else if (it.on) yield pass(subject);
      else
        yield fail(
          subject,
          `Fine-grained tokens reach the organisation ${organization} without approval.`,
          at(it, `switched off on ${it.at.slice(0, 10)}`, 'action'),
        );
    }
  },
});
