// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, pass, unknown } from './judging.ts';
import { asksReview, defaultBranches } from './protection.ts';

export const defaultBranchReviewed = defineCheck({
  id: 'github-default-branch-reviewed',
  area: 'ci',
  title: 'Changes to the default branch are approved by somebody else',
  weakness: 'One token that writes is enough to change the default branch',
  severity: 'medium',
  rows: ['A1', 'A4', 'U1'],
  why: "A stolen token that may write pushes a workflow to the default branch. It runs at once with the repository's secrets, with those of environments that are kept for this branch, and with the subject that cloud roles trust.",
  remediation: [
    "`gh api -X POST repos/OWNER/REPO/rulesets -f name=default-branch -f target=branch -f enforcement=active -f 'conditions[ref_name][include][]=~DEFAULT_BRANCH' -F 'conditions[ref_name][exclude]=[]' -f 'rules[][type]=pull_request'` with `required_approving_review_count: 1`, or a ruleset of the organisation for all repositories.",
    'Private repositories need GitHub Team or Enterprise for it.',
  ],
  mappings: { mitigations: ['M1018'], owasp: ['CICD-SEC-1', 'CICD-SEC-4'] },
  needs: [{ kind: 'github.branch' }, { kind: 'github.branch-rule' }],
  settings: {
    approvals: { default: 1, description: 'approvals that a change must have', published: ['CIS GitHub: 2'] },
  },
  *judge(inventory, context) {
    const least = context.settings.number('approvals');
    const holding = new Set(inventory.of('github.secret').map((it) => it.scope));
    for (const { subject, repository, name, item, protections, gap } of defaultBranches(inventory)) {
      const reviews = protections.filter(asksReview);
      const most = Math.max(0, ...reviews.map((it) => it.approvals ?? 0));
      if (reviews.length > 0 && most >= least) yield pass(subject);
      else if (gap !== undefined) yield unknown(subject, gap);
      else {
        const summary =
          reviews.length === 0
            ? `Whoever may write to ${repository} can push straight to its default branch ${name}, workflows too.`
            : most === 0
              ? `Changes of the default branch ${name} of ${repository} are merged without anybody's approval.`
              : `Changes of the default branch ${name} of ${repository} need ${most} approval, not ${least}.`;
        const severity = holding.has(`repository:${repository}`) && most === 0 ? 'high' : 'medium';
        const [shown] = reviews;
        const evidence =
          shown === undefined ? at(item, 'no pull request is asked for', 'protected') : at(shown, `${most} approvals`);
        yield fail(subject, summary, evidence, { severity });
      }
    }
  },
});
