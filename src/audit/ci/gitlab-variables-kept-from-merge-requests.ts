// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeJobs } from './shared/judge.ts';
import { namedSecrets } from './shared/scripts.ts';
import { jobText } from './shared/views.ts';

export const gitlabVariablesKeptFromMergeRequests = defineCheck({
  id: 'ci-gitlab-variables-kept-from-merge-requests',
  area: 'ci',
  title: 'Jobs with secrets do not run for merge requests',
  weakness: 'Merge request can change a job that has secrets',
  severity: 'medium',
  confidence: 'medium',
  rows: ['A4', 'U1'],
  why: 'The pipeline of a merge request is the file as the merge request has it. If a secret variable is there for it, whoever opens one writes a line that sends it away. Variables that are "protected" are only there for protected branches and tags.',
  remediation: [
    'Let the job run for protected branches only: `rules: [{ if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH }]`.',
    'Mark the variable as protected, masked and hidden: Settings > CI/CD > Variables.',
  ],
  mappings: {
    owasp: ['CICD-SEC-4', 'CICD-SEC-5'],
    mitigations: ['M1018'],
  },
  needs: [{ kind: 'ci.step', provider: 'gitlab' }],
  *judge(inventory) {
    yield* judgeJobs(inventory, 'gitlab', (view) => {
      const { job, pipeline, steps } = view;
      const given = new Set([
        ...Object.keys(pipeline.env),
        ...Object.keys(job.env),
        ...(job.idTokens ?? []).map((it) => it.name),
      ]);
      // The job's own token is there for every job; what the file itself sets is no secret of the project.
      const names = [...new Set(steps.flatMap((it) => [...namedSecrets(it, view)]))].filter(
        (it) => !it.startsWith('CI_') && !given.has(it),
      );
      const [first] = names;
      if (first === undefined) return undefined;
      const events = job.events ?? ['any'];
      if (events.every((it) => it === 'protected')) return 'pass';
      if (events.includes('merge-request'))
        return {
          summary: `${jobText(job, pipeline)} runs for merge requests and uses ${names.slice(0, 3).join(', ')}.`,
          at: ['rules'],
          note: 'runs for merge requests',
        };
      return {
        unknown: `${jobText(job, pipeline)} runs for every branch and uses ${first}: whether that variable is protected, its settings tell (\`glab api projects/:id/variables/${first}\`)`,
      };
    });
  },
});
