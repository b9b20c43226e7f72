// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeLastChange } from './judge-last-change.ts';

export const classicTokensClosedOut = defineCheck({
  id: 'github-classic-tokens-closed-out',
  area: 'ci',
  title: 'Classic tokens are closed out',
  weakness: 'Classic tokens were let in',
  severity: 'medium',
  rows: ['A1', 'A4', 'A7'],
  why: 'A classic token carries all that its owner may do and asks nobody. Where they are let in, approval and limits of fine-grained tokens can be walked around.',
  remediation: [
    'Organisation Settings, Personal access tokens, Settings, Tokens (classic), Restrict access via personal access tokens (classic).',
  ],
  mappings: { mitigations: ['M1018'], owasp: ['CICD-SEC-8'] },
  needs: [{ kind: 'github.setting-change' }],
  judge: (inventory) =>
    judgeLastChange(
      inventory,
      'classic-tokens-restricted',
      'Personal access tokens, Tokens (classic)',
      (organization) => `The organisation ${organization} lets classic personal tokens in.`,
    ),
});
