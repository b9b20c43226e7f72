// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeLastChange } from './judge-last-change.ts';

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
  judge: (inventory) =>
    judgeLastChange(
      inventory,
      'token-approval-required',
      'Personal access tokens, Fine-grained tokens',
      (organization) => `Fine-grained tokens reach the organisation ${organization} without approval.`,
    ),
});
