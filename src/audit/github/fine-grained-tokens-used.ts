// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeDisuse } from './judge-disuse.ts';

export const fineGrainedTokensUsed = defineCheck({
  id: 'github-fine-grained-tokens-used',
  area: 'ci',
  title: 'Personal tokens that nobody uses are revoked',
  weakness: 'Personal token is not used',
  severity: 'medium',
  rows: ['A6', 'U3'],
  why: 'Unused tokens lie forgotten in old settings and images. Their theft breaks nothing and so is not noticed.',
  remediation: [
    '`gh api -X POST orgs/ORG/personal-access-tokens/ID -f action=revoke` (with the token of a GitHub App)',
  ],
  mappings: { mitigations: ['M1018'], owasp: ['CICD-SEC-6'] },
  needs: [{ kind: 'github.fine-grained-token' }],
  settings: {
    days: { default: 90, description: 'days without use after which a token counts as unused' },
  },
  judge: (inventory, context) =>
    judgeDisuse(
      context,
      inventory.of('github.fine-grained-token').filter((it) => it.state !== 'requested' && it.expired !== true),
      {
        kind: 'token',
        name: (it) => it.name ?? it.login,
        since: (it) => it.since,
        field: 'token_last_used_at',
        title: (it) => `The token "${it.name ?? ''}" of ${it.login}`,
      },
    ),
});
