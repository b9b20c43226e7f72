// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, pass, unknown } from './judging.ts';
import { deploymentPolicies, environmentSecrets, environmentSubject } from './protection.ts';

/** Patterns that keep hardly any branch out; `*` does not go over a slash, so `*` alone is any plain name. */
const wide = /^(?:\*+|\*+\/\*+|refs\/heads\/\*+|refs\/pull\/.*)$/;

export const deploymentBranchesNarrow = defineCheck({
  id: 'github-deployment-branches-narrow',
  area: 'ci',
  title: 'Only named branches get the secrets of an environment',
  weakness: 'Any branch gets the secrets of an environment',
  severity: 'high',
  rows: ['A4', 'U1'],
  why: 'A pattern like `*` looks like a limit and is none: whoever can push a branch, with a stolen token for one, names the environment in a workflow and gets its secrets. `refs/pull/*` gives them to pull requests.',
  remediation: [
    '`gh api repos/OWNER/REPO/environments/NAME/deployment-branch-policies`, then delete the pattern (`gh api -X DELETE .../deployment-branch-policies/ID`) and add the branches that deploy: `-f name=main`.',
  ],
  mappings: { mitigations: ['M1018'], owasp: ['CICD-SEC-4', 'CICD-SEC-5'] },
  needs: [{ kind: 'github.environment' }, { kind: 'github.secret' }],
  *judge(inventory) {
    const holding = environmentSecrets(inventory);
    const policiesOf = deploymentPolicies(inventory);
    for (const it of inventory.of('github.environment')) {
      const secret = holding.get(`${it.repository}/${it.name}`);
      if (it.limitedTo !== 'patterns' || secret === undefined) continue;
      const subject = environmentSubject(it);
      const policies = policiesOf(it);
      const found = policies.find((one) => one.type !== 'tag' && wide.test(one.pattern));
      if (policies.length === 0 && inventory.collected('github.deployment-policy', 'github') !== 'complete')
        yield unknown(
          subject,
          `which branches may deploy was not told: \`gh api repos/${it.repository}/environments/${it.name}/deployment-branch-policies\``,
        );
      // Somebody looks at each deployment.
      else if (found === undefined || it.reviewers) yield pass(subject);
      else {
        const summary = `Branches named "${found.pattern}" get the secrets (${secret}) of the environment ${it.name} of ${it.repository}, without a review.`;
        yield fail(subject, summary, at(found, `the pattern is ${found.pattern}`, 'name'));
      }
    }
  },
});
