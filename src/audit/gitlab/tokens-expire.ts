// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, pass, unknown } from '../github/judging.ts';
import { placeOf } from './place.ts';

export const tokensExpire = defineCheck({
  id: 'gitlab-tokens-expire',
  area: 'ci',
  title: 'Access tokens expire within a year',
  weakness: 'Access token lives too long',
  severity: 'high',
  rows: ['A4', 'A7'],
  why: 'An access token asks for no password and no second factor. One that was copied from a script or a log years ago is good as long as it lives.',
  remediation: [
    'Rotate it with an end: `glab api -X POST projects/ID/access_tokens/TOKEN/rotate -f expires_at=2026-12-31`',
    'Require an end on the whole server: Admin, Settings, General, Account and limit, Require expiration date.',
  ],
  mappings: { mitigations: ['M1018', 'M1047'], owasp: ['CICD-SEC-6'] },
  needs: [{ kind: 'gitlab.token' }],
  settings: {
    days: { default: 400, description: 'days that a token may live', published: ['GitLab: 365 or 400 days at most'] },
  },
  *judge(inventory, context) {
    const limit = context.settings.number('days');
    for (const it of inventory.of('gitlab.token')) {
      if (it.active === false) continue;
      const subject = { kind: 'token', id: it.id, name: it.name };
      const name = `The access token "${it.name}" of ${placeOf(inventory, it.scope)}`;
      if (it.expires === undefined) yield unknown(subject, 'the answer has no expires_at');
      else if (it.expires === 'never') yield fail(subject, `${name} never expires.`, at(it, 'no end', 'expires_at'));
      else {
        const days = Math.floor(
          (Date.parse(it.expires) - (it.created === undefined ? context.now : Date.parse(it.created))) / 86_400_000,
        );
        if (days <= limit) yield pass(subject);
        else
          yield fail(
            subject,
            `${name} lives ${days} days.`,
            at(it, `ends on ${it.expires.slice(0, 10)}`, 'expires_at'),
            { severity: 'medium' },
          );
      }
    }
  },
});
