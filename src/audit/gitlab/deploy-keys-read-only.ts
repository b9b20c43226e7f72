// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, pass, unknown } from '../github/judging.ts';
import { placeOf } from './place.ts';

export const deployKeysReadOnly = defineCheck({
  id: 'gitlab-deploy-keys-read-only',
  area: 'ci',
  title: 'Deploy keys can only read',
  weakness: 'Deploy key can write',
  severity: 'high',
  rows: ['A2', 'U1'],
  why: 'A deploy key is a private key in a file on some server. If it may write, whoever reads that file pushes code, and pipelines run it with their variables.',
  remediation: ['`glab api -X PUT projects/ID/deploy_keys/KEY -F can_push=false`'],
  mappings: { mitigations: ['M1018'], owasp: ['CICD-SEC-2', 'CICD-SEC-6'] },
  needs: [{ kind: 'gitlab.deploy-key' }],
  *judge(inventory) {
    for (const it of inventory.of('gitlab.deploy-key')) {
      const subject = { kind: 'deploy-key', id: it.id, name: it.title };
      if (it.canPush === undefined) yield unknown(subject, 'the answer has no can_push');
      else if (!it.canPush) yield pass(subject);
      else
        yield fail(
          subject,
          `The deploy key "${it.title}" can write to ${placeOf(inventory, it.scope)}.`,
          at(it, 'can_push is true', 'can_push'),
        );
    }
  },
});
