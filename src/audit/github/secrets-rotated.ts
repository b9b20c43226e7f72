// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, daysSince, fail, inWords, ofScope, pass, unknown } from './judging.ts';

export const secretsRotated = defineCheck({
  id: 'github-secrets-rotated',
  area: 'ci',
  title: 'Stored secrets are replaced at least yearly',
  weakness: 'Stored secret has not been replaced for long',
  severity: 'medium',
  rows: ['A1', 'A4', 'U3'],
  why: 'Stored secrets are mostly long-lived keys. Who copied one, or left with one, keeps what it opens until it is replaced, and the longer it lives, the more logs, caches and laptops it has been in.',
  remediation: [
    'Make a new key at its issuer, then `gh secret set NAME --org ORG` (or `--repo OWNER/REPO`, `--env ENVIRONMENT`), and revoke the old key.',
    'Better: use OpenID Connect, so that there is nothing to store.',
  ],
  mappings: {
    mitigations: ['M1018', 'M1047'],
    owasp: ['CICD-SEC-6'],
    peers: { legitify: ['organization_secret_is_stale', 'repository_secret_is_stale'] },
  },
  needs: [{ kind: 'github.secret' }],
  settings: {
    days: { default: 365, description: 'days that a secret may be kept', published: ['legitify: one year'] },
  },
  *judge(inventory, context) {
    const limit = context.settings.number('days');
    for (const it of inventory.of('github.secret')) {
      const subject = { kind: 'secret', id: it.id, name: it.name };
      const changed = it.changed ?? it.created;
      if (changed === undefined) {
        yield unknown(subject, 'the answer has neither updated_at nor created_at');
        continue;
      }
      const days = daysSince(context, changed);
      if (days <= limit) yield pass(subject);
      else {
        const place = `${inWords(ofScope('github', it.scope))}${it.environment === undefined ? '' : `, environment ${it.environment}`}`;
        const summary = `The secret ${it.name} of the ${place} was last set ${days} days ago.`;
        yield fail(subject, summary, at(it, `set on ${changed.slice(0, 10)}`, 'updated_at'));
      }
    }
  },
});
