// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, pass, unknown } from './judging.ts';

export const deployKeysReadOnly = defineCheck({
  id: 'github-deploy-keys-read-only',
  area: 'ci',
  title: 'Deploy keys can only read',
  weakness: 'Deploy key can write',
  severity: 'high',
  rows: ['A2', 'U1'],
  why: 'A deploy key is a private key in a file on some server, without expiry and without a second factor. If it may write, whoever reads that file pushes code, and workflows run it with their secrets.',
  remediation: [
    '`gh repo deploy-key delete ID --repo OWNER/REPO`, then add the same public key without `--allow-write`.',
    'For what must push, use a GitHub App, whose tokens live an hour.',
  ],
  mappings: { mitigations: ['M1018'], owasp: ['CICD-SEC-2', 'CICD-SEC-6'] },
  needs: [{ kind: 'github.deploy-key' }],
  *judge(inventory) {
    for (const it of inventory.of('github.deploy-key')) {
      const subject = { kind: 'deploy-key', id: it.id, name: it.title };
      if (it.enabled === false || it.readOnly === true) yield pass(subject);
      else if (it.readOnly === undefined) yield unknown(subject, 'the answer does not say whether it may write');
      else
        yield fail(
          subject,
          `The deploy key "${it.title}" can write to ${it.repository}.`,
          at(it, 'read_only is false', 'read_only'),
        );
    }
  },
});
