// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeJobs } from './shared/judge.ts';
import { isPlain, needsOf } from './shared/token-needs.ts';
import { type JobView, jobText } from './shared/views.ts';

/** Scopes that a job may write, and whether the steps that are known tell why. */
function unexplained({ job, pipeline, steps, inventory }: JobView): readonly string[] {
  const permissions = job.permissions ?? pipeline.permissions;
  if (typeof permissions !== 'object') return [];
  const why = job.permissions === undefined ? pipeline.explained : job.explained;
  const view = { job, pipeline, steps, inventory };
  const needs = steps.map((step) => ({
    needs: needsOf(step, view),
    // What `gh` needs is told by its command.
    open: step.run !== undefined && !isPlain(step.run.replace(/\bgh\s+\w[^\n;&|]*/g, 'true')),
  }));
  // Where every step is known, what none of them needs is too much rather than unexplained.
  if (job.uses === undefined && !needs.some((it) => it.needs === undefined || it.open)) return [];
  return Object.entries(permissions).flatMap(([scope, access]) =>
    access === 'write' &&
    why?.includes('*') !== true &&
    why?.includes(scope) !== true &&
    !needs.some((it) => it.needs?.[scope] === 'write')
      ? [scope]
      : [],
  );
}

export const githubPermissionsExplained = defineCheck({
  id: 'ci-github-permissions-explained',
  area: 'ci',
  title: 'A write permission says what it is for',
  weakness: 'Nobody can tell what a write permission is for',
  severity: 'informational',
  rows: ['A4', 'U1'],
  why: 'A permission whose reason nobody knows is never taken away again. Who reviews the workflow next year cannot tell whether the token still needs it, and a thief of that token is glad of it.',
  remediation: [
    'Say it in a comment behind the permission: `contents: write # pushes the changelog`; or take it away and see what fails.',
  ],
  mappings: {
    owasp: ['CICD-SEC-5'],
    mitigations: ['M1018'],
    peers: { zizmor: ['undocumented-permissions'] },
  },
  needs: [{ kind: 'ci.job', provider: 'github' }],
  *judge(inventory) {
    yield* judgeJobs(inventory, 'github', (view) => {
      const { job, pipeline } = view;
      const permissions = job.permissions ?? pipeline.permissions;
      if (typeof permissions !== 'object' || !Object.values(permissions).includes('write')) return undefined;
      const scopes = unexplained(view);
      if (scopes.length === 0) return 'pass';
      return {
        summary: `${jobText(job, pipeline)} may write ${scopes.join(', ')}, and neither a step nor a comment says what for.`,
        at: job.permissions === undefined ? [] : ['permissions', scopes[0] ?? ''],
        note: scopes.map((it) => `${it}: write`).join(', '),
      };
    });
  },
});
