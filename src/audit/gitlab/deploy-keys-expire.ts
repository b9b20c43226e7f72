// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, pass, unknown } from '../github/judging.ts';
import { placeOf } from './place.ts';

export const deployKeysExpire = defineCheck({
  id: 'gitlab-deploy-keys-expire',
  area: 'ci',
  title: 'Deploy keys expire',
  weakness: 'Deploy key never expires',
  severity: 'low',
  rows: ['A4'],
  why: 'A copy of the private key, from a backup or an image, opens the project until somebody thinks of it.',
  remediation: [
    'Add the key of a new pair with an end: `glab api -X POST projects/ID/deploy_keys -f title=NAME -f key=PUBLIC -f expires_at=2026-12-31`, then delete the old one.',
  ],
  mappings: { mitigations: ['M1018'], owasp: ['CICD-SEC-6'] },
  needs: [{ kind: 'gitlab.deploy-key' }],
  *judge(inventory) {
    for (const it of inventory.of('gitlab.deploy-key')) {
      const subject = { kind: 'deploy-key', id: it.id, name: it.title };
      if (it.expires === undefined) yield unknown(subject, 'the answer has no expires_at: this server may be older');
      else if (it.expires !== 'never') yield pass(subject);
      else
        yield fail(
          subject,
          `The deploy key "${it.title}" of ${placeOf(inventory, it.scope)} never expires.`,
          at(it, 'no end', 'expires_at'),
        );
    }
  },
});
