// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, pass, unknown } from './judging.ts';

export const fineGrainedTokensExpire = defineCheck({
  id: 'github-fine-grained-tokens-expire',
  area: 'ci',
  title: 'Fine-grained tokens expire within a year',
  weakness: 'Personal token lives too long',
  severity: 'high',
  rows: ['A4', 'A7'],
  why: 'A personal token in a shell history or a settings file is good for as long as it lives, and no second factor is asked. One without an end is good for ever.',
  remediation: [
    'Revoke it: `gh api -X POST orgs/ORG/personal-access-tokens/ID -f action=revoke` (with the token of a GitHub App).',
    'Limit the life of all: organisation Settings, Personal access tokens, Settings, maximum lifetime.',
  ],
  mappings: { mitigations: ['M1018', 'M1047'], owasp: ['CICD-SEC-6'] },
  needs: [{ kind: 'github.fine-grained-token' }],
  settings: {
    days: {
      default: 366,
      description: 'days that a token may live',
      published: ['GitHub default for organisations: 366 days'],
    },
  },
  *judge(inventory, context) {
    const limit = context.settings.number('days');
    for (const it of inventory.of('github.fine-grained-token')) {
      if (it.state === 'requested' || it.expired === true) continue;
      const subject = { kind: 'token', id: it.id, name: it.name ?? it.login };
      const name = `The token "${it.name ?? ''}" of ${it.login}`;
      if (it.expires === undefined) yield unknown(subject, 'the answer has no token_expires_at');
      else if (it.expires === 'never')
        yield fail(subject, `${name} never expires.`, at(it, 'no end', 'token_expires_at'));
      else {
        // The grant is the earliest moment that is known of the token's life.
        const days = Math.floor((Date.parse(it.expires) - Date.parse(it.since ?? it.expires)) / 86_400_000);
        if (days <= limit) yield pass(subject);
        else
          yield fail(
            subject,
            `${name} lives ${days} days.`,
            at(it, `ends on ${it.expires.slice(0, 10)}`, 'token_expires_at'),
            { severity: 'medium' },
          );
      }
    }
  },
});
