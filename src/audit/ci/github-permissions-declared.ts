// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { fixOf, judgePipelines } from './shared/judge.ts';
import { privilegedEventsOf } from './shared/outsiders.ts';
import { isPlain, needsOf } from './shared/token-needs.ts';
import { isOnlyCalled } from './shared/tokens.ts';
import type { JobView } from './shared/views.ts';

/** What the jobs need beyond reading the code; undefined where a step does not tell. */
function needsOfJob(view: JobView): Readonly<Record<string, 'read' | 'write'>> | undefined {
  if (view.job.uses !== undefined) return undefined;
  const all: Record<string, 'read' | 'write'> = {};
  for (const step of view.steps) {
    const needs = needsOf(step, view);
    if (needs === undefined || (step.run !== undefined && !isPlain(step.run, true))) return undefined;
    for (const [scope, access] of Object.entries(needs)) if (all[scope] !== 'write') all[scope] = access;
  }
  return all;
}

export const githubPermissionsDeclared = defineCheck({
  id: 'ci-github-permissions-declared',
  area: 'ci',
  title: 'Every workflow says which permissions its token has',
  weakness: 'Workflow runs with the default permissions of the repository',
  severity: 'medium',
  rows: ['A4', 'U1'],
  why: 'Without `permissions:` every job gets the default token. In organisations made before February 2023, and wherever it was not changed since, that token may write to the repository, its packages and releases. Any step that is compromised can push code with it.',
  remediation: [
    'Write `permissions: {}` or `permissions: { contents: read }` at the top of the workflow, and grant more to the single job that needs it.',
    'Make read the default of the organisation: `gh api -X PUT orgs/ORG/actions/permissions/workflow -f default_workflow_permissions=read`.',
  ],
  mappings: {
    owasp: ['CICD-SEC-2', 'CICD-SEC-5'],
    mitigations: ['M1018'],
    peers: {
      zizmor: ['excessive-permissions'],
      prowler: ['githubactions_workflow_security_scan'],
      poutine: ['default_permissions_on_risky_events'],
      scorecard: ['Token-Permissions'],
      legitify: ['token_default_permissions_is_read_write'],
    },
  },
  needs: [{ kind: 'ci.pipeline', provider: 'github' }],
  settings: {
    'default-permissions': {
      default: 'unknown',
      description: 'What the organisation gives workflows that say nothing: read, write or unknown.',
      published: ['GitHub: read for organisations and personal accounts made since 2023-02-02'],
    },
  },
  *judge(inventory, context) {
    const standard = context.settings.text('default-permissions');
    yield* judgePipelines(inventory, 'workflow', (pipeline, jobs) => {
      if (jobs.length === 0) return undefined;
      const silent = jobs.filter((it) => it.job.permissions === undefined);
      if (pipeline.permissions !== undefined || silent.length === 0 || isOnlyCalled(pipeline)) return 'pass';
      if (standard === 'read') return 'pass';
      const risky = privilegedEventsOf(pipeline);
      const needs = silent.map((it) => ({ job: it.job.name, needs: needsOfJob(it) }));
      const known = needs.every((it) => it.needs !== undefined);
      const more = needs.filter((it) =>
        Object.entries(it.needs ?? {}).some(([scope, access]) => scope !== 'contents' || access === 'write'),
      );
      const fix = fixOf(
        pipeline,
        known ? 'safe' : 'unsafe',
        'set permissions: contents: read, and more for the jobs that need more',
        [
          { op: 'set', at: ['permissions'], value: { contents: 'read' } },
          ...more.map((it) => ({ op: 'set' as const, at: ['jobs', it.job, 'permissions'], value: it.needs ?? {} })),
        ],
      );
      return {
        summary: `${pipeline.where.file} does not say what its token may do, so ${silent.length === 1 ? `its job "${silent[0]?.job.name}" has` : `${silent.length} of its jobs have`} the default permissions of the repository${standard === 'write' ? ', which are write' : ''}.`,
        at: ['permissions'],
        note: 'no permissions at the top of the workflow',
        ...(risky.length > 0
          ? {
              severity: 'high' as const,
              next: [`Outsiders can start this workflow (${risky.join(', ')}): restrict it first.`],
            }
          : {}),
        ...(fix === undefined ? {} : { fix }),
      };
    });
  },
});
