// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, disuse, fail, pass, unknown } from './judging.ts';

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
  *judge(inventory, context) {
    const limit = context.settings.number('days');
    for (const it of inventory.of('github.fine-grained-token')) {
      if (it.state === 'requested' || it.expired === true) continue;
      const subject = { kind: 'token', id: it.id, name: it.name ?? it.login };
      if (it.lastUsed === undefined) {
        yield unknown(subject, 'the answer has no token_last_used_at');
        continue;
      }
      const why = disuse(context, it.lastUsed, it.since, limit);
      if (why === undefined) yield pass(subject);
      else
        yield fail(subject, `The token "${it.name ?? ''}" of ${it.login} ${why}.`, at(it, why, 'token_last_used_at'));
    }
  },
});
