// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { fixOf, judgeJobs } from './shared/judge.ts';
import { isPlain, needsOf } from './shared/token-needs.ts';
import { writesOf } from './shared/tokens.ts';
import { jobsOfPipeline, jobText } from './shared/views.ts';

export const githubPermissionsNeeded = defineCheck({
  id: 'ci-github-permissions-needed',
  area: 'ci',
  title: 'Jobs have no write permission that their steps do not need',
  weakness: 'Job may write what none of its steps writes',
  severity: 'low',
  rows: ['U1', 'A4', 'A6'],
  why: 'A permission that no step uses is of use to a thief only: a compromised dependency of the job writes with it in the name of the workflow.',
  remediation: ['Take the scopes out that no step needs, and run the workflow once.'],
  mappings: {
    owasp: ['CICD-SEC-2', 'CICD-SEC-5'],
    mitigations: ['M1018'],
    peers: { zizmor: ['excessive-permissions'], scorecard: ['Token-Permissions'] },
  },
  needs: [{ kind: 'ci.step', provider: 'github' }],
  *judge(inventory) {
    yield* judgeJobs(inventory, 'github', (view) => {
      const { job, pipeline, steps } = view;
      // id-token has a check of its own, write-all too.
      const writes = writesOf(view)?.filter((it) => it !== 'id-token' && it !== 'all') ?? [];
      if (writes.length === 0 || job.uses !== undefined) return undefined;
      const needs = steps.map((step) => ({ step, needs: needsOf(step, view) }));
      const needed = new Set(
        needs.flatMap((it) =>
          Object.entries(it.needs ?? {}).flatMap(([scope, access]) => (access === 'write' ? [scope] : [])),
        ),
      );
      const open = needs
        .filter((it) => it.needs === undefined)
        .map((it) => it.step.uses?.raw ?? it.step.name ?? `step ${it.step.index + 1}`);
      // A script can push with what the checkout left behind, without naming a token.
      const scripts = steps.some((it) => it.run !== undefined && !isPlain(it.run));
      const idle = writes.filter((it) => !needed.has(it));
      if (idle.length === 0) return 'pass';
      const certain = idle.filter((it) => open.length === 0 && (it !== 'contents' || !scripts));
      if (certain.length === 0)
        return {
          unknown: `whether ${jobText(job, pipeline)} needs ${idle.map((it) => `${it}: write`).join(', ')} cannot be told from ${open[0] ?? 'its scripts'}; the documentation of it tells`,
        };
      const own = job.permissions !== undefined;
      const fix = fixOf(
        own ? job : pipeline,
        'unsafe',
        `take out ${certain.join(', ')}`,
        certain.map((scope) => ({ op: 'remove', at: ['permissions', scope] })),
      );
      return {
        summary: `${jobText(job, pipeline)} may write ${certain.join(', ')}, and none of its steps does.`,
        at: ['permissions', certain[0] ?? ''],
        note: own ? 'granted here' : 'granted at the top of the workflow',
        ...(certain.includes('contents') || certain.includes('packages') ? { severity: 'medium' as const } : {}),
        ...(fix === undefined || (!own && jobsOfPipeline(inventory, pipeline.id).length > 1) ? {} : { fix }),
      };
    });
  },
});
