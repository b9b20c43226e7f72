// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, ofScope, pass } from '../github/judging.ts';
import { placeOf } from './place.ts';

export const pushesFreeOfSecrets = defineCheck({
  id: 'gitlab-pushes-free-of-secrets',
  area: 'ci',
  title: 'Pushes with secrets in them are rejected',
  weakness: 'Pushes with secrets in them are let in',
  severity: 'low',
  rows: ['A1', 'A4'],
  why: 'A token that was once pushed stays in the history and in every clone. To find it, a thief needs nothing but to read; to be rid of it, everybody must know of it and replace it.',
  remediation: [
    'Secret push protection (Ultimate): `glab api -X PUT projects/ID/security_settings -F secret_push_protection_enabled=true`',
    'Push rule (Premium), by names of files: `glab api -X PUT projects/ID/push_rule -F prevent_secrets=true`',
  ],
  mappings: { mitigations: ['M1047'], owasp: ['CICD-SEC-6'] },
  needs: [{ kind: 'gitlab.secret-detection' }],
  *judge(inventory) {
    const found = Map.groupBy(inventory.of('gitlab.secret-detection'), (it) => it.scope);
    for (const [scope, here] of found) {
      const subject = ofScope('gitlab', scope);
      const [first] = here;
      if (first === undefined || here.some((it) => it.on)) yield pass(subject);
      else {
        const summary = `Nothing rejects pushes with secrets in them to ${placeOf(inventory, scope)}.`;
        const note = here.map((it) => `${it.by} is off`).join(', ');
        const field = first.by === 'push-rule' ? 'prevent_secrets' : 'secret_push_protection_enabled';
        yield fail(subject, summary, at(first, note, field));
      }
    }
  },
});
