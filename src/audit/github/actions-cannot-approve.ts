// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, inWords, ofScope, pass, unknown } from './judging.ts';

export const actionsCannotApprove = defineCheck({
  id: 'github-actions-cannot-approve',
  area: 'ci',
  title: 'Workflows cannot approve pull requests',
  weakness: 'Workflows may approve pull requests',
  severity: 'medium',
  rows: ['A1', 'A4'],
  why: 'A token stolen from a workflow can approve the change that the thief has just pushed, so that a rule of one reviewer holds nobody back.',
  remediation: ['`gh api -X PUT orgs/ORG/actions/permissions/workflow -F can_approve_pull_request_reviews=false`'],
  mappings: {
    mitigations: ['M1018'],
    owasp: ['CICD-SEC-1'],
    peers: { legitify: ['actions_can_approve_pull_requests'] },
  },
  needs: [{ kind: 'github.workflow-defaults' }],
  *judge(inventory) {
    for (const it of inventory.of('github.workflow-defaults')) {
      const subject = ofScope('github', it.scope);
      if (it.canApprove === undefined) yield unknown(subject, 'the answer does not say whether workflows may approve');
      else if (!it.canApprove) yield pass(subject);
      else {
        yield fail(
          subject,
          `Workflows of the ${inWords(subject)} may create and approve pull requests with their own token.`,
          at(it, 'can_approve_pull_request_reviews is true', 'can_approve_pull_request_reviews'),
        );
      }
    }
  },
});
