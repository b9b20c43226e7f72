// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, disuse, fail, pass, unknown } from '../github/judging.ts';
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
  *judge(inventory, context) {
    const limit = context.settings.number('days');
    for (const it of inventory.of('gitlab.token')) {
      if (it.active === false) continue;
      const subject = { kind: 'token', id: it.id, name: it.name };
      if (it.lastUsed === undefined) {
        yield unknown(subject, 'the answer has no last_used_at: this server may be older');
        continue;
      }
      const why = disuse(context, it.lastUsed, it.created, limit);
      if (why === undefined) yield pass(subject);
      else
        yield fail(
          subject,
          `The access token "${it.name}" of ${placeOf(inventory, it.scope)} ${why}.`,
          at(it, why, 'last_used_at'),
        );
    }
  },
});
