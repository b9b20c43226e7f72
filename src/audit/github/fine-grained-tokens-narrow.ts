// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, pass, unknown } from './judging.ts';

const strong = ['high', 'critical'];

export const fineGrainedTokensNarrow = defineCheck({
  id: 'github-fine-grained-tokens-narrow',
  area: 'ci',
  title: 'Fine-grained tokens that write are for chosen repositories',
  weakness: 'Personal token may write to every repository',
  severity: 'high',
  rows: ['A2', 'U1'],
  why: 'One stolen laptop with such a token is enough to put code into every repository of the organisation at once.',
  remediation: [
    'Ask its owner for a token with chosen repositories, then revoke this one: `gh api -X POST orgs/ORG/personal-access-tokens/ID -f action=revoke`',
  ],
  mappings: { mitigations: ['M1018'], owasp: ['CICD-SEC-2'] },
  needs: [{ kind: 'github.fine-grained-token' }],
  *judge(inventory, context) {
    for (const it of inventory.of('github.fine-grained-token')) {
      if (it.state === 'requested' || it.expired === true) continue;
      const subject = { kind: 'token', id: it.id, name: it.name ?? it.login };
      if (it.repositories === undefined) {
        yield unknown(subject, 'the answer has no repository_selection');
        continue;
      }
      const risky = Object.entries(it.permissions).filter(([name, level]) =>
        strong.includes(context.knowledge.permissionRisk(`${name}:${level}`, 'github-app')?.risk ?? ''),
      );
      if (it.repositories !== 'all' || risky.length === 0) {
        yield pass(subject);
        continue;
      }
      const what = risky.map(([name, level]) => `${name}: ${level}`).join(', ');
      yield fail(
        subject,
        `The token "${it.name ?? ''}" of ${it.login} has strong permissions (${what}) on every repository of ${it.organization}.`,
        at(it, 'repository_selection is all', 'repository_selection'),
      );
    }
  },
});
