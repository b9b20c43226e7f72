// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, pass, unknown } from './judging.ts';

export const branchProtectionBindsAdministrators = defineCheck({
  id: 'github-branch-protection-binds-administrators',
  area: 'ci',
  title: 'Branch protection binds administrators too',
  weakness: 'Administrators go past the protection of a branch',
  severity: 'low',
  rows: ['A1', 'A4'],
  why: 'Tokens of administrators are what thieves look for first. Where protection does not bind them, such a token pushes straight to the branch and gets its secrets.',
  remediation: ['`gh api -X POST repos/OWNER/REPO/branches/BRANCH/protection/enforce_admins`'],
  mappings: { mitigations: ['M1018', 'M1026'], owasp: ['CICD-SEC-1', 'CICD-SEC-5'] },
  needs: [{ kind: 'github.branch-protection' }],
  *judge(inventory) {
    for (const it of inventory.of('github.branch-protection')) {
      const subject = { kind: 'branch', id: it.id, name: `${it.repository} ${it.branch}` };
      if (it.bindsAdministrators === undefined) yield unknown(subject, 'the answer has no enforce_admins');
      else if (it.bindsAdministrators) yield pass(subject);
      else {
        const summary = `The protection of the branch ${it.branch} of ${it.repository} does not bind administrators.`;
        yield fail(subject, summary, at(it, 'enforce_admins is off', 'enforce_admins', 'enabled'));
      }
    }
  },
});
