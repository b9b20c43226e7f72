// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, pass, unknown } from '../github/judging.ts';
import { placeOf } from './place.ts';

export const protectedBranchesHold = defineCheck({
  id: 'gitlab-protected-branches-hold',
  area: 'ci',
  title: 'Few can push to the branches that get protected variables',
  weakness: 'Developers can push to branches that get protected variables',
  severity: 'medium',
  rows: ['A2', 'U1'],
  why: 'Protected variables are as safe as protected branches. If every developer may push to one, or every branch is one, protecting the variable keeps nobody out.',
  remediation: [
    '`glab api -X PATCH projects/ID/protected_branches/NAME` with `allowed_to_push` for maintainers or nobody, and merge requests for the rest.',
  ],
  mappings: { mitigations: ['M1018'], owasp: ['CICD-SEC-1', 'CICD-SEC-5'] },
  needs: [{ kind: 'gitlab.protected-branch' }, { kind: 'gitlab.variable' }],
  *judge(inventory) {
    const holding = new Set(inventory.of('gitlab.variable').flatMap((it) => (it.protected === true ? [it.scope] : [])));
    for (const it of inventory.of('gitlab.protected-branch')) {
      if (!holding.has(it.scope)) continue;
      const subject = { kind: 'branch', id: it.id, name: it.name };
      const developers = it.pushLevels.some((level) => level > 0 && level <= 30);
      if (it.pushLevels.length === 0) yield unknown(subject, 'the answer names no push_access_levels');
      else if (!developers) yield pass(subject);
      else {
        const every = /^\*+$/.test(it.name) ? ', and every branch is one' : '';
        yield fail(
          subject,
          `Developers can push to the protected branch ${it.name} of ${placeOf(inventory, it.scope)}, which gets its protected variables${every}.`,
          at(it, `push levels are ${it.pushLevels.join(', ')}`, 'push_access_levels'),
          { severity: every === '' ? 'medium' : 'high' },
        );
      }
    }
  },
});
