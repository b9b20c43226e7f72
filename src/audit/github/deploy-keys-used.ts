// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, disuse, fail, pass, unknown } from './judging.ts';

export const deployKeysUsed = defineCheck({
  id: 'github-deploy-keys-used',
  area: 'ci',
  title: 'Deploy keys that nobody uses are removed',
  weakness: 'Deploy key is not used',
  severity: 'medium',
  rows: ['A6', 'U3'],
  why: 'A key that nobody uses is one that nobody misses: its thief works unseen, and removing it costs nothing.',
  remediation: ['`gh repo deploy-key delete ID --repo OWNER/REPO`'],
  mappings: { mitigations: ['M1018'], owasp: ['CICD-SEC-6'] },
  needs: [{ kind: 'github.deploy-key' }],
  settings: {
    days: { default: 90, description: 'days without use after which a key counts as unused' },
  },
  *judge(inventory, context) {
    const limit = context.settings.number('days');
    for (const it of inventory.of('github.deploy-key')) {
      if (it.enabled === false) continue;
      const subject = { kind: 'deploy-key', id: it.id, name: it.title };
      if (it.lastUsed === undefined) {
        yield unknown(subject, 'the answer has no last_used');
        continue;
      }
      const why = disuse(context, it.lastUsed, it.created, limit);
      if (why === undefined) yield pass(subject);
      else yield fail(subject, `The deploy key "${it.title}" of ${it.repository} ${why}.`, at(it, why, 'last_used'));
    }
  },
});
