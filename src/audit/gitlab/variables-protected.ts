// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, pass, unknown } from '../github/judging.ts';
import { placeOf } from './place.ts';
import { soundsSecret } from './secret-names.ts';

export const variablesProtected = defineCheck({
  id: 'gitlab-variables-protected',
  area: 'ci',
  title: 'Variables that hold secrets are for protected branches',
  weakness: 'Every branch gets a secret variable',
  severity: 'high',
  rows: ['A2', 'A4', 'U1'],
  why: 'Whoever can push a branch changes .gitlab-ci.yml in it and so prints or sends the variable. Protected variables go only to branches that few can push to.',
  remediation: [
    '`glab variable update NAME --protected --repo OWNER/PROJECT`, and protect the branches and tags that deploy.',
  ],
  mappings: { mitigations: ['M1018'], owasp: ['CICD-SEC-4', 'CICD-SEC-5'] },
  needs: [{ kind: 'gitlab.variable' }],
  *judge(inventory) {
    for (const it of inventory.of('gitlab.variable')) {
      if (!soundsSecret(it.name)) continue;
      const subject = { kind: 'variable', id: it.id, name: it.name };
      if (it.protected === undefined) yield unknown(subject, 'the answer has no protected');
      else if (it.protected) yield pass(subject);
      else {
        const summary = `The variable ${it.name} of ${placeOf(inventory, it.scope)} is given to jobs of every branch.`;
        yield fail(subject, summary, at(it, 'protected is false', 'protected'), {
          confidence: 'medium',
          severity: it.scope.startsWith('group:') ? 'high' : 'medium',
        });
      }
    }
  },
});
