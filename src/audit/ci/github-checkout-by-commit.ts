// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { takesForeignCode } from './shared/foreign-code.ts';
import { judgeSteps } from './shared/judge.ts';
import { codeEvents } from './shared/outsiders.ts';
import { hasTrigger, stepText } from './shared/views.ts';

export const githubCheckoutByCommit = defineCheck({
  id: 'ci-github-checkout-by-commit',
  area: 'ci',
  title: 'Code that somebody approved is taken by its commit',
  weakness: 'Approved code can be changed before it is taken',
  severity: 'medium',
  rows: ['A4'],
  why: 'A label, a comment or an approval is given for what a reviewer saw. A job that then takes the branch by name takes what is there a second later: the author pushes other code in between, and it runs with the tokens that the approval unlocked.',
  remediation: [
    'Take the commit of the event: `ref: <github.event.pull_request.head.sha>`.',
    'For comments: let the command name the commit (`/test 0123abc`) and compare it.',
  ],
  mappings: {
    owasp: ['CICD-SEC-1', 'CICD-SEC-4'],
    mitigations: ['M1047'],
    peers: { zizmor: ['dangerous-triggers'], octoscan: ['dangerous-checkout'] },
  },
  needs: [{ kind: 'ci.step', provider: 'github' }],
  *judge(inventory) {
    yield* judgeSteps(inventory, 'github', (step, view) => {
      const { pipeline, job } = view;
      if (!hasTrigger(pipeline, ...codeEvents)) return undefined;
      const found = takesForeignCode(step, view);
      if (found === undefined) return undefined;
      const gated =
        job.environment !== undefined ||
        hasTrigger(pipeline, 'issue_comment') ||
        pipeline.triggers.some((it) => it.types?.includes('labeled') === true) ||
        /label|author_association/.test(job.if ?? '');
      if (!gated) return undefined;
      const refs = step.expressions.filter((it) => it.at.join('.') === found.at.join('.')).flatMap((it) => it.yields);
      if (refs.some((it) => /(?:head\.sha|head_sha|head_commit\.id)$/i.test(it))) return 'pass';
      return {
        summary: `${stepText(step, view)} takes the code by a name (${found.text}) after somebody approved it, so what runs may not be what they saw.`,
        at: found.at,
        note: found.text,
      };
    });
  },
});
