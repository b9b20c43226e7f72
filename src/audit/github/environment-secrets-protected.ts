// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, pass } from './judging.ts';

export const environmentSecretsProtected = defineCheck({
  id: 'github-environment-secrets-protected',
  area: 'ci',
  title: 'Environments that hold secrets are protected',
  weakness: 'Environment with secrets has no protection',
  severity: 'high',
  rows: ['A1', 'A4'],
  why: 'The point of an environment is that its secrets go only to reviewed code. Without reviewers and without limits on branches, any branch that somebody pushes names the environment and gets them.',
  remediation: [
    "`gh api -X PUT repos/OWNER/REPO/environments/NAME -F 'deployment_branch_policy[protected_branches]=true' -F 'deployment_branch_policy[custom_branch_policies]=false' -F 'reviewers[][type]=Team' -F 'reviewers[][id]=ID'`",
  ],
  mappings: { mitigations: ['M1018'], owasp: ['CICD-SEC-1', 'CICD-SEC-5'], peers: { zizmor: ['secrets-outside-env'] } },
  needs: [{ kind: 'github.environment' }, { kind: 'github.secret' }],
  *judge(inventory) {
    const holding = new Map<string, string>();
    for (const it of inventory.of('github.secret')) {
      if (it.environment !== undefined)
        holding.set(`${it.scope.slice('repository:'.length)}/${it.environment}`, it.name);
    }
    for (const it of inventory.of('github.environment')) {
      const secret = holding.get(`${it.repository}/${it.name}`);
      if (secret === undefined) continue;
      const subject = { kind: 'environment', id: it.id, name: `${it.repository} ${it.name}` };
      if (it.reviewers || it.branchesLimited) yield pass(subject);
      else {
        yield fail(
          subject,
          `The environment ${it.name} of ${it.repository} holds secrets (${secret}) and gives them to every branch, without a review.`,
          at(it, 'neither reviewers nor a branch policy', 'protection_rules'),
        );
      }
    }
  },
});
