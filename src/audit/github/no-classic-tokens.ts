// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, pass } from './judging.ts';

export const noClassicTokens = defineCheck({
  id: 'github-no-classic-tokens',
  area: 'ci',
  title: 'No classic token reaches the organisation',
  weakness: 'Classic personal token reaches the organisation',
  severity: 'medium',
  rows: ['A3', 'A7', 'U1'],
  why: 'A classic token carries all that its owner may do, in every organisation, and often has no end. Stolen from one laptop, it opens all repositories at once.',
  remediation: [
    '`gh api -X DELETE orgs/ORG/credential-authorizations/ID`, after its owner has made a fine-grained one.',
    'Close the door: organisation Settings, Personal access tokens, Settings, Tokens (classic), Restrict.',
  ],
  mappings: { mitigations: ['M1018'], owasp: ['CICD-SEC-2', 'CICD-SEC-6'] },
  needs: [{ kind: 'github.credential-authorization' }],
  *judge(inventory, context) {
    for (const it of inventory.of('github.credential-authorization')) {
      if (!/personal access token/i.test(it.type)) continue;
      const subject = { kind: 'token', id: it.id, name: it.name ?? it.login };
      if (it.expires !== undefined && it.expires !== 'never' && Date.parse(it.expires) <= context.now) {
        yield pass(subject);
        continue;
      }
      const scopes = it.scopes ?? [];
      const end = it.expires === 'never' ? ', and never expires' : '';
      const risks = scopes.map((scope) => context.knowledge.permissionRisk(scope, 'github')?.risk);
      const strong = risks.includes('critical') || risks.includes('high');
      yield fail(
        subject,
        `The classic token "${it.name ?? ''}" of ${it.login} reaches ${it.organization}${scopes.length === 0 ? '' : ` with ${scopes.join(', ')}`}${end}.`,
        at(it, scopes.join(', ') || 'scopes are not told', 'scopes'),
        { severity: strong && it.expires === 'never' ? 'high' : 'medium' },
      );
    }
  },
});
