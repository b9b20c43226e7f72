// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, pass, unknown } from './judging.ts';
import { environmentSubject } from './protection.ts';

export const environmentApprovalsByOthers = defineCheck({
  id: 'github-environment-approvals-by-others',
  area: 'ci',
  title: 'Nobody approves a deployment of their own',
  weakness: 'Who starts a deployment may approve it',
  severity: 'medium',
  rows: ['A4', 'U1'],
  why: 'One stolen token of a reviewer is enough: it starts the run and approves it, both through the API, and the secrets of the environment are handed over.',
  remediation: [
    'Repository Settings, Environments, the environment: Prevent self-review. Or `gh api -X PUT repos/OWNER/REPO/environments/NAME -F prevent_self_review=true` with the reviewers as they are.',
  ],
  mappings: { mitigations: ['M1018'], owasp: ['CICD-SEC-1', 'CICD-SEC-5'] },
  needs: [{ kind: 'github.environment' }],
  *judge(inventory) {
    for (const it of inventory.of('github.environment')) {
      if (!it.reviewers) continue;
      const subject = environmentSubject(it);
      if (it.selfReview === undefined) yield unknown(subject, 'the answer has no prevent_self_review');
      else if (!it.selfReview) yield pass(subject);
      else {
        const summary = `Who starts a deployment to the environment ${it.name} of ${it.repository} may approve it too.`;
        yield fail(subject, summary, at(it, 'prevent_self_review is off', 'protection_rules'));
      }
    }
  },
});
