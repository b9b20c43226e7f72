// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, daysSince, fail, pass, unknown } from './judging.ts';

export const deployKeysRotated = defineCheck({
  id: 'github-deploy-keys-rotated',
  area: 'ci',
  title: 'Deploy keys are replaced at least yearly',
  weakness: 'Deploy key has not been replaced for long',
  severity: 'medium',
  rows: ['A4', 'U3'],
  why: 'Deploy keys never expire. A copy that was taken years ago, from a backup, an image or a laptop, still opens the repository.',
  remediation: [
    'Make a new pair on the server that uses it (`ssh-keygen -t ed25519`), add it with `gh repo deploy-key add`, and delete the old one.',
  ],
  mappings: { mitigations: ['M1018', 'M1047'], owasp: ['CICD-SEC-6'] },
  needs: [{ kind: 'github.deploy-key' }],
  settings: {
    days: { default: 365, description: 'days that a deploy key may be kept' },
  },
  *judge(inventory, context) {
    const limit = context.settings.number('days');
    for (const it of inventory.of('github.deploy-key')) {
      if (it.enabled === false) continue;
      const subject = { kind: 'deploy-key', id: it.id, name: it.title };
      if (it.created === undefined) {
        yield unknown(subject, 'the answer has no created_at');
        continue;
      }
      const days = daysSince(context, it.created);
      if (days <= limit) yield pass(subject);
      else {
        const summary = `The deploy key "${it.title}" of ${it.repository} is ${days} days old.`;
        yield fail(subject, summary, at(it, `added on ${it.created.slice(0, 10)}`, 'created_at'));
      }
    }
  },
});
