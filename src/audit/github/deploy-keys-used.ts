// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeDisuse } from './judge-disuse.ts';

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
  judge: (inventory, context) =>
    judgeDisuse(
      context,
      inventory.of('github.deploy-key').filter((it) => it.enabled !== false),
      {
        kind: 'deploy-key',
        name: (it) => it.title,
        since: (it) => it.created,
        field: 'last_used',
        title: (it) => `The deploy key "${it.title}" of ${it.repository}`,
      },
    ),
});
