// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, pass, unknown } from '../github/judging.ts';
import { placeOf } from './place.ts';

export const deployTokensExpire = defineCheck({
  id: 'gitlab-deploy-tokens-expire',
  area: 'ci',
  title: 'Deploy tokens expire',
  weakness: 'Deploy token never expires',
  severity: 'medium',
  rows: ['A4'],
  why: 'Deploy tokens lie in pull secrets of clusters and in settings of servers. Without an end, a copy that anybody made opens registry and code for ever.',
  remediation: [
    "Make a new one with an end and replace it where it is used: `glab api -X POST projects/ID/deploy_tokens -f name=NAME -f expires_at=2026-12-31 -f 'scopes[]=read_registry'`, then delete the old one.",
  ],
  mappings: { mitigations: ['M1018'], owasp: ['CICD-SEC-6'] },
  needs: [{ kind: 'gitlab.deploy-token' }],
  *judge(inventory) {
    for (const it of inventory.of('gitlab.deploy-token')) {
      if (it.active === false) continue;
      const subject = { kind: 'deploy-token', id: it.id, name: it.name };
      if (it.expires === undefined) yield unknown(subject, 'the answer has no expires_at');
      else if (it.expires !== 'never') yield pass(subject);
      else {
        const writes = it.scopes.some((scope) => scope.startsWith('write_'));
        const summary = `The deploy token "${it.name}" of ${placeOf(inventory, it.scope)} never expires${writes ? ' and can write' : ''}.`;
        yield fail(subject, summary, at(it, 'no end', 'expires_at'), { severity: writes ? 'high' : 'medium' });
      }
    }
  },
});
