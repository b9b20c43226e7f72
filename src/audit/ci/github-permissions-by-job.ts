// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgePipelines } from './shared/judge.ts';

export const githubPermissionsByJob = defineCheck({
  id: 'ci-github-permissions-by-job',
  area: 'ci',
  title: 'Write permissions are given to single jobs, not to a whole workflow',
  weakness: 'Write permission given to every job of a workflow',
  severity: 'low',
  rows: ['A4', 'U1'],
  why: 'A permission at the top of a workflow is in the token of each of its jobs: the one that runs the tests and their hundreds of dependencies can write as much as the one that releases.',
  remediation: [
    'Move each `write` from the top of the workflow to the job that needs it; leave `contents: read` or `{}` at the top.',
  ],
  mappings: {
    owasp: ['CICD-SEC-2', 'CICD-SEC-5'],
    mitigations: ['M1018'],
    peers: { zizmor: ['excessive-permissions'], scorecard: ['Token-Permissions'] },
  },
  needs: [{ kind: 'ci.pipeline', provider: 'github' }],
  *judge(inventory) {
    yield* judgePipelines(inventory, 'workflow', (pipeline, jobs) => {
      const { permissions } = pipeline;
      if (permissions === undefined || typeof permissions === 'string') return undefined;
      const writes = Object.entries(permissions).flatMap(([scope, access]) => (access === 'write' ? [scope] : []));
      const heirs = jobs.filter((it) => it.job.permissions === undefined);
      if (writes.length === 0 || heirs.length < 2) return 'pass';
      return {
        summary: `${pipeline.where.file} gives ${writes.map((it) => `${it}: write`).join(', ')} to all ${heirs.length} jobs that say nothing of their own.`,
        at: ['permissions', writes[0] ?? ''],
        note: 'at the top of the workflow',
        ...(writes.includes('id-token') || writes.includes('contents') || writes.includes('packages')
          ? { severity: 'medium' as const }
          : {}),
      };
    });
  },
});
