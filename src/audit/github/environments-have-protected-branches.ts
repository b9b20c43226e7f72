// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, pass, unknown } from './judging.ts';
import { environmentSubject, rulesetsOf } from './protection.ts';

export const environmentsHaveProtectedBranches = defineCheck({
  id: 'github-environments-have-protected-branches',
  area: 'ci',
  title: 'Environments that are kept for protected branches have one',
  weakness: 'Environment is kept for protected branches, and there is none',
  severity: 'high',
  rows: ['A1', 'A4'],
  why: 'As long as no branch of the repository is protected, GitHub lets every branch deploy to an environment for protected branches only: any branch that a stolen token pushes gets its secrets, and the setting looks safe.',
  remediation: [
    'Protect the default branch: `gh api -X PUT repos/OWNER/REPO/branches/BRANCH/protection --input protection.json`',
    'Or choose branches by name: `gh api -X PUT repos/OWNER/REPO/environments/NAME` with `custom_branch_policies: true`, then `gh api repos/OWNER/REPO/environments/NAME/deployment-branch-policies -f name=main`.',
  ],
  mappings: { mitigations: ['M1018'], owasp: ['CICD-SEC-1', 'CICD-SEC-5'] },
  needs: [{ kind: 'github.environment' }, { kind: 'github.branch' }],
  *judge(inventory) {
    const guarded = new Set(
      inventory.of('github.branch').flatMap((it) => (it.protected === true ? [it.repository] : [])),
    );
    const rulesets = rulesetsOf(inventory);
    for (const it of inventory.of('github.environment')) {
      if (it.limitedTo !== 'protected') continue;
      const subject = environmentSubject(it);
      if (guarded.has(it.repository)) yield pass(subject);
      else if (inventory.collected('github.branch', 'github') !== 'complete')
        yield unknown(
          subject,
          `whether a branch is protected was not told: \`gh api 'repos/${it.repository}/branches?protected=true'\``,
        );
      else if (rulesets(it.repository, 'branch').length > 0)
        yield unknown(
          subject,
          'only rulesets protect its branches, and GitHub does not document whether they count here',
        );
      else {
        const summary = `Every branch of ${it.repository} may deploy to its environment ${it.name}: it is for protected branches only, and none is protected.`;
        yield fail(subject, summary, at(it, 'protected_branches, without one', 'deployment_branch_policy'), {
          severity: it.reviewers ? 'medium' : 'high',
        });
      }
    }
  },
});
