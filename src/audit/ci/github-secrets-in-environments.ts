// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeJobs } from './shared/judge.ts';
import { secretsOfJob } from './shared/tokens.ts';
import { jobText } from './shared/views.ts';

export const githubSecretsInEnvironments = defineCheck({
  id: 'ci-github-secrets-in-environments',
  area: 'ci',
  title: 'Secrets are of an environment with rules',
  weakness: 'Secret that any branch can read',
  severity: 'low',
  confidence: 'medium',
  rows: ['A4', 'U1'],
  why: 'A secret of the repository is there for every workflow of every branch: whoever may push a branch changes a workflow and reads it. A secret of an environment is only there on the branches, and after the approvals, that its rules name.',
  remediation: [
    'Make an environment with a rule for its branches (Settings > Environments), move the secret there and name it in the job: `environment: production`.',
    'Better still, need no secret: sign in with the identity token of the job.',
  ],
  mappings: { owasp: ['CICD-SEC-5', 'CICD-SEC-6'], mitigations: ['M1018'], peers: { zizmor: ['secrets-outside-env'] } },
  needs: [{ kind: 'ci.step', provider: 'github' }],
  settings: {
    'harmless-secrets': { default: ['CODECOV_TOKEN'], description: 'Names of secrets that any branch may read.' },
  },
  *judge(inventory, context) {
    const harmless = new Set(context.settings.list('harmless-secrets'));
    yield* judgeJobs(inventory, 'github', (view) => {
      const { job, pipeline } = view;
      // A called workflow chooses its environment itself.
      if (job.uses !== undefined) return undefined;
      const secrets = secretsOfJob(view).filter((it) => !harmless.has(it));
      const [first] = secrets;
      if (first === undefined) return undefined;
      if (job.environment !== undefined) return 'pass';
      return {
        summary: `${jobText(job, pipeline)} uses ${secrets.includes('*') ? 'all secrets' : secrets.slice(0, 3).join(', ')} without an environment, so every branch can.`,
        at: ['environment'],
        note: 'no environment',
      };
    });
  },
});
