// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, ofScope, pass, unknown } from '../github/judging.ts';
import { placeOf } from './place.ts';

export const mergesApproved = defineCheck({
  id: 'gitlab-merges-approved',
  area: 'ci',
  title: 'Merge requests need the approval of somebody else',
  weakness: 'Merge requests are merged without the approval of somebody else',
  severity: 'medium',
  rows: ['A4', 'U1'],
  why: 'The protected branch gets the protected variables. Where nobody else must approve, one stolen token of somebody who may merge opens a merge request that changes the pipeline, merges it, and has them.',
  remediation: [
    '`glab api -X POST projects/ID/approval_rules -f name=review -F approvals_required=1 -f rule_type=any_approver` (GitLab Premium)',
    '`glab api -X POST projects/ID/approvals -F merge_requests_author_approval=false -F merge_requests_disable_committers_approval=true`',
  ],
  mappings: { mitigations: ['M1018'], owasp: ['CICD-SEC-1'] },
  needs: [{ kind: 'gitlab.approval-settings' }, { kind: 'gitlab.approval-rule' }],
  *judge(inventory) {
    const told = inventory.collected('gitlab.approval-rule', 'gitlab') === 'complete';
    const rulesOf = Map.groupBy(inventory.of('gitlab.approval-rule'), (it) => it.scope);
    for (const it of inventory.of('gitlab.approval-settings')) {
      const subject = ofScope('gitlab', it.scope);
      const place = placeOf(inventory, it.scope);
      const rules = rulesOf.get(it.scope) ?? [];
      const most = Math.max(0, ...rules.map((rule) => rule.approvals));
      if (most === 0 && !told) yield unknown(subject, 'how many must approve was not told: projects/ID/approval_rules');
      else if (most === 0)
        yield fail(
          subject,
          `Merge requests of ${place} need nobody's approval.`,
          at(it, 'no rule asks for an approval'),
        );
      else if (it.authorApproves === undefined)
        yield unknown(subject, 'the answer has no merge_requests_author_approval');
      else if (it.authorApproves) {
        const field = 'merge_requests_author_approval';
        yield fail(subject, `Who opens a merge request of ${place} may approve it.`, at(it, `${field} is true`, field));
      } else if (it.committersApprove === true && most === 1) {
        const field = 'merge_requests_disable_committers_approval';
        const summary = `Who pushes to a merge request of ${place} may approve it.`;
        yield fail(subject, summary, at(it, `${field} is false`, field), { severity: 'low' });
      } else yield pass(subject);
    }
  },
});
