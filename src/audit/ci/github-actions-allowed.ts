// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import type { CiUses } from '../../model/inventory/ci.ts';
import { type Answer, judgeJobs, judgeSteps } from './shared/judge.ts';
import { prizeOf } from './shared/tokens.ts';
import { type JobView, jobText, stepText } from './shared/views.ts';

/** `owner/*`, `owner/repository`, `owner/repository@v4`: as in the policies of GitHub, where only `*` stands for any text. */
function createMatcher(patterns: readonly string[]): (uses: CiUses) => boolean {
  const tests = patterns.map((pattern) => {
    const parts = pattern.toLowerCase().split('*');
    const whole = parts.map((it) => it.replace(/[.+?^${}()|[\]\\]/g, '\\$&')).join('[^\\n]*');
    return new RegExp(`^${whole}${pattern.includes('@') || pattern.endsWith('*') ? '' : '(?:[/@][^\\n]*)?'}$`);
  });
  return (uses) => tests.some((it) => it.test(uses.raw.toLowerCase()));
}

export const githubActionsAllowed = defineCheck({
  id: 'ci-github-actions-allowed',
  area: 'ci',
  title: 'Workflows use the actions that the organisation allows',
  weakness: 'Action that the organisation does not allow',
  severity: 'medium',
  rows: ['A3', 'A7'],
  why: 'Which code may see the tokens of a job is a decision of the organisation, not of whoever writes a workflow. Some actions are never worth it: one that opens a shell into the runner, left in after a debugging session, lets whoever reads its address in the log use the tokens of the job by hand.',
  remediation: [
    'Take the action out, or have it reviewed and allow it in the settings of this check.',
    'Debug with "Re-run jobs" > "Enable debug logging", or on a machine of your own.',
    'Make it a rule: Settings > Actions > General > "Allow select actions and reusable workflows".',
  ],
  mappings: {
    owasp: ['CICD-SEC-3', 'CICD-SEC-8'],
    mitigations: ['M1047'],
    peers: { zizmor: ['forbidden-uses'] },
  },
  needs: [{ kind: 'ci.step', provider: 'github' }],
  settings: {
    allowed: {
      default: [],
      description: 'Patterns of actions that may be used, as in `actions/*`. Empty: all that are not forbidden.',
    },
    forbidden: {
      default: [
        'mxschmitt/action-tmate',
        'owenthereal/action-upterm',
        'lhotari/action-upterm',
        'csexton/debugger-action',
        'p3terx/ssh2actions',
      ],
      description:
        'Patterns of actions that may not be used; they win over `allowed`. By default those that open a shell into the runner.',
    },
  },
  *judge(inventory, context) {
    const [allowed, forbidden] = [context.settings.list('allowed'), context.settings.list('forbidden')];
    const [isAllowed, isForbidden] = [createMatcher(allowed), createMatcher(forbidden)];
    const answer = (uses: CiUses | undefined, view: JobView, text: string): Answer => {
      if (uses === undefined || uses.type === 'local') return undefined;
      const bad = isForbidden(uses);
      if (!bad && (allowed.length === 0 || isAllowed(uses))) return 'pass';
      const prize = prizeOf(view);
      return {
        summary: `${text} uses ${uses.raw}, which ${bad ? 'is forbidden' : 'is not among what is allowed'}${prize === undefined ? '' : `, in a job with ${prize}`}.`,
        at: ['uses'],
        note: uses.raw,
        ...(prize === undefined ? { severity: 'low' as const } : bad ? { severity: 'high' as const } : {}),
      };
    };
    yield* judgeSteps(inventory, 'github', (step, view) => answer(step.uses, view, stepText(step, view)));
    yield* judgeJobs(inventory, 'github', (view) => answer(view.job.uses, view, jobText(view.job, view.pipeline)));
  },
});
