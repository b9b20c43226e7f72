// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import type { CiJob, CiPipeline } from '../../model/inventory/ci.ts';
import { fixOf, judgePipelines } from './shared/judge.ts';

export const githubPermissionsListed = defineCheck({
  id: 'ci-github-permissions-listed',
  area: 'ci',
  title: 'Permissions are listed one by one',
  weakness: 'Workflow token may write everything',
  severity: 'high',
  rows: ['A4', 'U1'],
  why: 'With `write-all` one compromised step can push code, publish packages and releases, approve deployments, and ask for identity tokens of the cloud. `read-all` lets it read private code, security alerts and packages.',
  remediation: [
    'Replace it by the scopes that the steps need, as in `permissions: { contents: read, packages: write }`.',
    'The log of a run lists what its token could do under "Set up job", "GITHUB_TOKEN Permissions".',
  ],
  mappings: {
    owasp: ['CICD-SEC-2', 'CICD-SEC-5'],
    mitigations: ['M1018'],
    peers: { zizmor: ['excessive-permissions'], scorecard: ['Token-Permissions'] },
  },
  needs: [{ kind: 'ci.pipeline', provider: 'github' }],
  *judge(inventory) {
    yield* judgePipelines(inventory, 'workflow', (pipeline, jobs) => {
      const owners: readonly (CiPipeline | CiJob)[] = [pipeline, ...jobs.map((it) => it.job)];
      const all = owners.filter((it) => it.permissions === 'write-all' || it.permissions === 'read-all');
      const worst = all.find((it) => it.permissions === 'write-all') ?? all[0];
      if (worst === undefined) return owners.some((it) => it.permissions !== undefined) ? 'pass' : undefined;
      const at = worst.kind === 'ci.job' ? ['jobs', worst.name, 'permissions'] : ['permissions'];
      const fix = fixOf(pipeline, 'unsafe', 'set permissions: contents: read', [
        { op: 'set', at, value: { contents: 'read' } },
      ]);
      return {
        summary: `${worst.kind === 'ci.job' ? `job "${worst.name}" of ${pipeline.where.file}` : pipeline.where.file} gives its token ${worst.permissions === 'write-all' ? 'write access to everything' : 'read access to everything'}.`,
        at,
        note: `permissions: ${worst.permissions === 'write-all' ? 'write-all' : 'read-all'}`,
        ...(worst.permissions === 'read-all' ? { severity: 'low' as const } : {}),
        ...(fix === undefined ? {} : { fix }),
      };
    });
  },
});
