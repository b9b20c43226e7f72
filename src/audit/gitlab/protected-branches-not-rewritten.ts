// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, pass, unknown } from '../github/judging.ts';
import { placeOf } from './place.ts';

export const protectedBranchesNotRewritten = defineCheck({
  id: 'gitlab-protected-branches-not-rewritten',
  area: 'ci',
  title: 'The history of protected branches cannot be rewritten',
  weakness: 'The history of a protected branch can be rewritten',
  severity: 'low',
  rows: ['A1', 'A4'],
  why: 'Who prints secrets with a changed pipeline takes the change out again with a forced push: afterwards nothing in the branch shows what ran.',
  remediation: ['`glab api -X PATCH projects/ID/protected_branches/NAME -F allow_force_push=false`'],
  mappings: { mitigations: ['M1018'], owasp: ['CICD-SEC-1', 'CICD-SEC-10'], techniques: ['T1528', 'T1070'] },
  needs: [{ kind: 'gitlab.protected-branch' }],
  *judge(inventory) {
    for (const it of inventory.of('gitlab.protected-branch')) {
      const subject = { kind: 'branch', id: it.id, name: it.name };
      if (it.forcePush === undefined) yield unknown(subject, 'the answer has no allow_force_push');
      else if (!it.forcePush) yield pass(subject);
      else {
        const summary = `The history of the protected branch ${it.name} of ${placeOf(inventory, it.scope)} can be rewritten.`;
        yield fail(subject, summary, at(it, 'allow_force_push is true', 'allow_force_push'));
      }
    }
  },
});
