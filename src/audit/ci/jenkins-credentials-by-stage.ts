// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgePipelines } from './shared/judge.ts';

export const jenkinsCredentialsByStage = defineCheck({
  id: 'ci-jenkins-credentials-by-stage',
  area: 'ci',
  title: 'Credentials are bound in the stage that needs them',
  weakness: 'Credentials are bound for the whole pipeline',
  severity: 'medium',
  rows: ['U1', 'A4'],
  why: 'What the `environment` of the pipeline binds is in the environment of every step of every stage: also of the tests, with all the packages that they run.',
  remediation: [
    'Move `NAME = credentials(...)` into the `environment` of the stage, or use `withCredentials` around the step.',
  ],
  mappings: {
    owasp: ['CICD-SEC-5', 'CICD-SEC-6'],
    mitigations: ['M1018'],
    peers: { zizmor: ['overprovisioned-secrets'] },
  },
  needs: [{ kind: 'ci.pipeline', provider: 'jenkins' }],
  *judge(inventory) {
    yield* judgePipelines(inventory, 'jenkins', (pipeline, jobs) => {
      const [first] = pipeline.credentials;
      if (first === undefined)
        return jobs.some(
          (it) => Object.values(it.job.env).length > 0 || it.steps.some((step) => Object.keys(step.env).length > 0),
        )
          ? 'pass'
          : undefined;
      if (jobs.length < 2) return 'pass';
      const line = first.line;
      return {
        summary: `${pipeline.where.file} binds ${pipeline.credentials.map((it) => it.name).join(', ')} for all ${jobs.length} stages.`,
        at: [],
        note: `${first.name} = credentials(...)`,
        also: line === undefined ? [] : [{ where: { ...pipeline.where, line }, note: 'bound here' }],
      };
    });
  },
});
