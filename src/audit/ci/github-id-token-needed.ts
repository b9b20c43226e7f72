// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { fixOf, judgeJobs } from './shared/judge.ts';
import { needsOf } from './shared/token-needs.ts';
import { writesOf } from './shared/tokens.ts';
import { jobText } from './shared/views.ts';

export const githubIdTokenNeeded = defineCheck({
  id: 'ci-github-id-token-needed',
  area: 'ci',
  title: 'Only jobs that sign in elsewhere may ask for an identity token',
  weakness: 'Job may ask for an identity token that it does not use',
  severity: 'medium',
  rows: ['U1', 'A4', 'A6'],
  why: 'With `id-token: write` every step of a job can ask GitHub for a signed token that says which repository and branch it is. Clouds and package registries that trust the repository give their credentials for it: one malicious dependency is enough.',
  remediation: [
    'Take `id-token: write` out, or move the steps that sign in to a job of their own that runs nothing else.',
  ],
  mappings: {
    owasp: ['CICD-SEC-2', 'CICD-SEC-5'],
    mitigations: ['M1018'],
    peers: { zizmor: ['excessive-permissions'] },
  },
  needs: [{ kind: 'ci.step', provider: 'github' }],
  *judge(inventory) {
    yield* judgeJobs(inventory, 'github', (view) => {
      const { job, pipeline, steps } = view;
      if (job.uses !== undefined || writesOf(view)?.includes('id-token') !== true) return undefined;
      const needs = steps.map((step) => ({ step, needs: needsOf(step, view) }));
      if (needs.some((it) => it.needs?.['id-token'] === 'write')) return 'pass';
      const open = needs.find((it) => it.needs === undefined)?.step;
      if (open !== undefined)
        return {
          unknown: `whether ${jobText(job, pipeline)} needs an identity token cannot be told from ${open.uses?.raw ?? `its step ${open.index + 1}`}; its documentation tells`,
        };
      const own = job.permissions !== undefined;
      const fix = own
        ? fixOf(job, 'unsafe', 'take out id-token: write', [{ op: 'remove', at: ['permissions', 'id-token'] }])
        : undefined;
      return {
        summary: `${jobText(job, pipeline)} may ask for identity tokens, and none of its steps uses one.`,
        at: ['permissions', 'id-token'],
        note: own ? 'granted here' : 'granted at the top of the workflow',
        ...(fix === undefined ? {} : { fix }),
      };
    });
  },
});
