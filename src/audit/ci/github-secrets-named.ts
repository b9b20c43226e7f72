// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { fixOf, judgeJobs } from './shared/judge.ts';
import { secretsOfJob } from './shared/tokens.ts';
import { jobText, jobViews } from './shared/views.ts';

export const githubSecretsNamed = defineCheck({
  id: 'ci-github-secrets-named',
  area: 'ci',
  title: 'Called workflows get the secrets that they need, by name',
  weakness: 'Called workflow gets every secret',
  severity: 'medium',
  rows: ['U1', 'A4'],
  why: '`secrets: inherit` hands all secrets of the repository and organisation to the called workflow, also those that are added next year. If it is changed or compromised, all of them are gone.',
  remediation: [
    'Name them: `secrets: { NPM_TOKEN: <secrets.NPM_TOKEN> }`, and declare them in the called workflow under `on.workflow_call.secrets`.',
  ],
  mappings: {
    owasp: ['CICD-SEC-5', 'CICD-SEC-6'],
    mitigations: ['M1018'],
    peers: { zizmor: ['secrets-inherit'], poutine: ['job_all_secrets'] },
  },
  needs: [{ kind: 'ci.job', provider: 'github' }],
  *judge(inventory) {
    yield* judgeJobs(inventory, 'github', (view) => {
      const { job, pipeline } = view;
      if (job.uses === undefined) return undefined;
      if (job.secrets !== 'inherit') return 'pass';
      const foreign = job.uses.type !== 'local';
      const called = jobViews(inventory, 'github').filter(
        (it) => !foreign && it.pipeline.root === pipeline.root && it.pipeline.file === job.uses?.name,
      );
      const declared = called[0]?.pipeline.secrets ?? [];
      const used = [...new Set(called.flatMap(secretsOfJob))];
      // Exact only where the called workflow declares all that it uses.
      const told = called.length > 0 && used.every((it) => declared.includes(it)) && declared.length > 0;
      const fix = told
        ? fixOf(job, 'safe', `name the secrets: ${declared.join(', ')}`, [
            {
              op: 'set',
              at: ['secrets'],
              value: Object.fromEntries(declared.map((it) => [it, `$\{{ secrets.${it} }}`])),
            },
          ])
        : undefined;
      return {
        summary: `${jobText(job, pipeline)} hands all secrets to ${job.uses.raw}.`,
        at: ['secrets'],
        note: 'secrets: inherit',
        ...(foreign
          ? { severity: job.uses.pinned ? ('medium' as const) : ('high' as const) }
          : { severity: 'low' as const }),
        ...(used.length > 0 && !used.includes('*') ? { next: [`It uses ${used.join(', ')}.`] } : {}),
        ...(fix === undefined ? {} : { fix }),
      };
    });
  },
});
