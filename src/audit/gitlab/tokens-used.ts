// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeDisuse } from '../github/judge-disuse.ts';
import { placeOf } from './place.ts';

export const tokensUsed = defineCheck({
  id: 'gitlab-tokens-used',
  area: 'ci',
  title: 'Access tokens that nobody uses are revoked',
  weakness: 'Access token is not used',
  severity: 'medium',
  rows: ['A6', 'U3'],
  why: 'A token that nobody uses is missed by nobody when a thief does.',
  remediation: ['`glab api -X DELETE projects/ID/access_tokens/TOKEN` (groups and personal tokens alike)'],
  mappings: { mitigations: ['M1018'], owasp: ['CICD-SEC-6'] },
  needs: [{ kind: 'gitlab.token' }],
  settings: {
    days: { default: 90, description: 'days without use after which a token counts as unused' },
  },
  judge: (inventory, context) =>
    judgeDisuse(
      context,
      inventory.of('gitlab.token').filter((it) => it.active !== false),
      {
        kind: 'token',
        name: (it) => it.name,
        since: (it) => it.created,
        field: 'last_used_at',
        without: ': this server may be older',
        title: (it) => `The access token "${it.name}" of ${placeOf(inventory, it.scope)}`,
      },
    ),
});
