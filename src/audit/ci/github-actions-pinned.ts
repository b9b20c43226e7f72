// SPDX-License-Identifier: Apache-2.0

import { defineCheck } from '../../model/check.ts';
import type { CiUses } from '../../model/inventory/ci.ts';
import type { Answer } from './shared/judge.ts';
import { judgeJobs, judgeSteps } from './shared/judge.ts';
import { prizeOf } from './shared/tokens.ts';
import { type JobView, jobText, stepText } from './shared/views.ts';

export const githubActionsPinned = defineCheck({
  id: 'ci-github-actions-pinned',
  area: 'ci',
  title: 'Actions of others are pinned to a commit',
  weakness: 'Action of somebody else that can change under the same name',
  severity: 'medium',
  rows: ['A3', 'A4'],
  why: 'A tag or branch can be moved. Whoever takes over an action moves its tags to code that reads the tokens of every job that uses it: tj-actions/changed-files and reviewdog/action-setup in March 2025, aquasecurity/trivy-action in March 2026. A full commit hash always means the same code.',
  remediation: [
    'Pin to the full hash, with the version as a comment: `uses: owner/action@<40 digits> # v1.2.3`; `pinact run` or `gh` look the hashes up.',
    'Let Dependabot or Renovate raise the pins, with a waiting time of some days.',
    'Make it a rule: Settings > Actions > "Require actions to be pinned to a full-length commit SHA".',
  ],
  mappings: {
    owasp: ['CICD-SEC-3', 'CICD-SEC-8'],
    mitigations: ['M1047'],
    peers: {
      zizmor: ['unpinned-uses'],
      prowler: ['githubactions_workflow_security_scan'],
      poutine: ['unpinnable_action', 'github_action_from_unverified_creator_used'],
      scorecard: ['Pinned-Dependencies'],
      legitify: ['all_github_actions_are_allowed'],
    },
  },
  needs: [{ kind: 'ci.step', provider: 'github' }],
  settings: {
    'own-owners': { default: [], description: 'Owners whose actions are your own: they may use tags.' },
    'platform-owners': {
      default: ['actions', 'github'],
      description: 'Owners that run the platform itself: a tag of theirs is a low risk.',
    },
  },
  *judge(inventory, context) {
    const own = new Set(context.settings.list('own-owners').map((it) => it.toLowerCase()));
    const platform = new Set(context.settings.list('platform-owners').map((it) => it.toLowerCase()));
    const answer = (uses: CiUses | undefined, view: JobView, text: string): Answer => {
      if (uses === undefined || uses.owner === undefined) return undefined;
      const owner = uses.owner.toLowerCase();
      if (uses.pinned || own.has(owner)) return 'pass';
      const prize = view.pipeline.type === 'action' ? 'the tokens of whoever uses the action' : prizeOf(view);
      const branch = uses.ref !== undefined && !/\d/.test(uses.ref);
      return {
        summary: `${text} uses ${uses.raw}, ${branch ? 'a branch' : 'a tag'} that its owner can move${prize === undefined ? '' : `, in a job with ${prize}`}.`,
        at: ['uses'],
        note: uses.ref === undefined ? 'no version at all' : `@${uses.ref}`,
        severity: platform.has(owner) ? 'low' : prize === undefined ? 'low' : branch ? 'high' : 'medium',
      };
    };
    yield* judgeSteps(inventory, 'github', (step, view) => answer(step.uses, view, stepText(step, view)));
    yield* judgeJobs(inventory, 'github', (view) => answer(view.job.uses, view, jobText(view.job, view.pipeline)));
  },
});
