// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, pass, unknown } from './judging.ts';
import { asksReview, defaultBranches } from './protection.ts';

export const approvalsCoverLastPush = defineCheck({
  id: 'github-approvals-cover-last-push',
  area: 'ci',
  title: 'An approval is for what is merged, not for what was there before',
  weakness: 'A change can be pushed after its approval',
  severity: 'low',
  rows: ['A4', 'U1'],
  why: 'With a stolen token a thief waits for the approval of an open pull request, pushes a workflow of his own to its branch and merges: the approval still counts.',
  remediation: [
    'In the ruleset or branch protection: Dismiss stale pull request approvals when new commits are pushed (`dismiss_stale_reviews_on_push`), or Require approval of the most recent reviewable push (`require_last_push_approval`).',
  ],
  mappings: { mitigations: ['M1018'], owasp: ['CICD-SEC-1'] },
  needs: [{ kind: 'github.branch' }, { kind: 'github.branch-rule' }],
  *judge(inventory) {
    for (const { subject, repository, name, protections, gap } of defaultBranches(inventory)) {
      const reviews = protections.filter((it) => asksReview(it) && (it.approvals ?? 0) > 0);
      const [shown] = reviews;
      if (reviews.some((it) => it.dismissStale === true || it.lastPush === true)) yield pass(subject);
      else if (gap !== undefined) yield unknown(subject, gap);
      // Without approvals there is nothing that a push could go past.
      else if (shown === undefined) continue;
      else if (reviews.every((it) => it.dismissStale === undefined && it.lastPush === undefined))
        yield unknown(subject, 'the answer does not say what a new push does to approvals');
      else {
        const summary = `What is pushed to a pull request of ${repository} after its approval is merged into ${name} all the same.`;
        yield fail(subject, summary, at(shown, 'neither stale approvals are dismissed nor the last push approved'));
      }
    }
  },
});
