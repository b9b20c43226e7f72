// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeJobs } from './shared/judge.ts';
import { gravestFirst, namedSecrets } from './shared/scripts.ts';
import { jobText } from './shared/views.ts';

export const jenkinsAgentsNamed = defineCheck({
  id: 'ci-jenkins-agents-named',
  area: 'ci',
  title: 'Stages with secrets run on agents that are kept for them',
  weakness: 'Stage with secrets runs on any agent',
  severity: 'medium',
  confidence: 'medium',
  rows: ['A4'],
  why: '`agent any` takes whatever is free: also the agent on which pull requests were built before, or the controller itself, where all credentials of Jenkins are stored.',
  remediation: [
    "Name the agents: `agent { label 'deploy' }`, best ones that are made for one build (Kubernetes, cloud agents).",
    'Set the number of executors of the built-in node to 0.',
  ],
  mappings: { owasp: ['CICD-SEC-5', 'CICD-SEC-7'], mitigations: ['M1047'] },
  needs: [{ kind: 'ci.job', provider: 'jenkins' }],
  *judge(inventory) {
    yield* judgeJobs(inventory, 'jenkins', (view) => {
      const { job, pipeline, steps } = view;
      const names = new Set([...Object.keys(job.env), ...steps.flatMap((it) => [...namedSecrets(it, view)])]);
      const [first] = gravestFirst(names);
      if (first === undefined) return undefined;
      const anywhere =
        job.container === undefined &&
        (job.runsOn.length === 0 ||
          job.runsOn.includes('any') ||
          job.runsOn.some((it) => /^(?:master|built-in)$/.test(it)));
      return anywhere
        ? {
            summary: `${jobText(job, pipeline)} uses ${first} on ${job.runsOn.find((it) => it !== 'any') ?? 'any agent'}.`,
            at: [],
            ...(job.agentLine === undefined ? {} : { from: { ...job.where, line: job.agentLine } }),
            note: `agent ${job.runsOn[0] ?? 'none'}`,
          }
        : 'pass';
    });
  },
});
