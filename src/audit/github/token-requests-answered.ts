// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, daysSince, fail, pass, unknown } from './judging.ts';

export const tokenRequestsAnswered = defineCheck({
  id: 'github-token-requests-answered',
  area: 'ci',
  title: 'Requests for tokens are answered',
  weakness: 'Request for a token waits unanswered',
  severity: 'low',
  rows: ['A7'],
  why: 'Where requests pile up, they are approved unread one day, or people go back to classic tokens, which ask nobody and open everything.',
  remediation: [
    'Look at it, then `gh api -X POST orgs/ORG/personal-access-token-requests/ID -f action=deny` (or `approve`), with the token of a GitHub App.',
  ],
  mappings: { mitigations: ['M1047'], owasp: ['CICD-SEC-8'] },
  needs: [{ kind: 'github.fine-grained-token' }],
  settings: {
    days: { default: 14, description: 'days that a request may wait' },
  },
  *judge(inventory, context) {
    const limit = context.settings.number('days');
    for (const it of inventory.of('github.fine-grained-token')) {
      if (it.state !== 'requested') continue;
      const subject = { kind: 'token-request', id: it.id, name: it.name ?? it.login };
      if (it.since === undefined) {
        yield unknown(subject, 'the answer has no created_at');
        continue;
      }
      const days = daysSince(context, it.since);
      if (days <= limit) yield pass(subject);
      else
        yield fail(
          subject,
          `${it.login} has waited ${days} days for an answer to the request for the token "${it.name ?? ''}".`,
          at(it, `asked on ${it.since.slice(0, 10)}`, 'created_at'),
        );
    }
  },
});
