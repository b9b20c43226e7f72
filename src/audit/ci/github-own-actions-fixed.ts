// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import type { CiStep } from '../../model/inventory/ci.ts';
import { evidenceAt, fixOf, judgeSteps } from './shared/judge.ts';
import { prizeOf } from './shared/tokens.ts';
import { stepText } from './shared/views.ts';

/** What puts other files into the working folder than those of the commit that runs. */
function changesFolder({ uses, run, with: inputs }: CiStep): boolean {
  const name = uses?.name.toLowerCase() ?? '';
  if (name === 'actions/checkout')
    return (inputs.ref !== undefined || inputs.repository !== undefined) && inputs.path === undefined;
  if (/(?:^|\/)(?:action-)?download-artifact$/.test(name)) return !/runner\.temp|^\/tmp\//.test(inputs.path ?? '');
  return /\bgit\s+(?:-\S+\s+\S+\s+)*(?:checkout|switch|pull|reset|merge)\b|\bgh\s+(?:pr\s+checkout|run\s+download)\b/.test(
    run ?? '',
  );
}

export const githubOwnActionsFixed = defineCheck({
  id: 'ci-github-own-actions-fixed',
  area: 'ci',
  title: 'Actions of the repository are those of the commit that runs',
  weakness: 'Action is taken from a working folder that others fill',
  severity: 'low',
  rows: ['A3', 'A4'],
  why: '`./path` is whatever lies in the working folder when the step begins: after a checkout of another commit, an unpacked artifact or in the repository of a caller it is code that nobody reviewed here, and it gets the tokens of the job. `$/path` is the repository of the workflow at the commit that runs.',
  remediation: [
    'Write `uses: $/path` instead of `uses: ./path` (github.com, runner 2.336.0 or later).',
    'On GitHub Enterprise Server check the own repository out into a folder of its own, and use the action from there.',
  ],
  mappings: {
    owasp: ['CICD-SEC-3', 'CICD-SEC-4'],
    mitigations: ['M1047'],
    peers: { zizmor: ['self-repository'] },
  },
  needs: [{ kind: 'ci.step', provider: 'github' }],
  *judge(inventory) {
    yield* judgeSteps(inventory, 'github', (step, view) => {
      if (step.uses?.type !== 'local') return undefined;
      if (step.uses.raw.startsWith('$/')) return 'pass';
      const action = view.pipeline.type === 'action';
      const before = view.steps.find((it) => it.index < step.index && changesFolder(it));
      if (!action && before === undefined) return 'pass';
      const prize = action ? 'the tokens of whoever uses it' : prizeOf(view);
      const fix = fixOf(step, 'unsafe', `use $/${step.uses.name}`, [
        { op: 'set', at: ['uses'], value: `$/${step.uses.name}` },
      ]);
      return {
        summary: `${stepText(step, view)} runs ${step.uses.raw} from the working folder${before === undefined ? ', which is that of its caller' : ', after another step put other files there'}${prize === undefined ? '' : `, with ${prize}`}.`,
        at: ['uses'],
        note: step.uses.raw,
        also:
          before === undefined
            ? []
            : [evidenceAt(before, before.run === undefined ? ['uses'] : ['run'], 'changes the working folder')],
        ...(before !== undefined && prize !== undefined ? { severity: 'medium' as const } : {}),
        ...(fix === undefined ? {} : { fix }),
      };
    });
  },
});
