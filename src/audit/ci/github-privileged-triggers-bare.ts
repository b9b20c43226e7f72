// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgePipelines } from './shared/judge.ts';
import { hasIdToken, prizeOf } from './shared/tokens.ts';
import { hasTrigger } from './shared/views.ts';

export const githubPrivilegedTriggersBare = defineCheck({
  id: 'ci-github-privileged-triggers-bare',
  area: 'ci',
  title: 'Workflows that outsiders start with full rights have nothing to steal',
  weakness: 'Outsiders can start a workflow that has secrets or a write token',
  severity: 'medium',
  confidence: 'medium',
  rows: ['A4'],
  why: '`pull_request_target` and `workflow_run` run with the secrets and the token of the main branch, started by anybody who opens a pull request. One careless step in them (a checkout, an expression in a script, an artifact) hands these over.',
  remediation: [
    'Use `on: pull_request` where the workflow does not need to write.',
    'Otherwise give each job the one permission it needs and no secrets, and keep all code of the pull request out.',
  ],
  mappings: {
    owasp: ['CICD-SEC-4', 'CICD-SEC-5'],
    mitigations: ['M1018'],
    peers: {
      zizmor: ['dangerous-triggers'],
      poutine: ['default_permissions_on_risky_events'],
      scorecard: ['Dangerous-Workflow'],
    },
  },
  needs: [{ kind: 'ci.step', provider: 'github' }],
  settings: {
    'allowed-writes': {
      default: ['issues', 'pull-requests', 'statuses', 'checks'],
      description: 'Write permissions that such workflows may have: what these can do, an outsider nearly can.',
    },
  },
  *judge(inventory, context) {
    const allowed = new Set(context.settings.list('allowed-writes').map((it) => `${it}: write`));
    yield* judgePipelines(inventory, 'workflow', (pipeline, jobs) => {
      const event = ['pull_request_target', 'workflow_run'].find((it) => hasTrigger(pipeline, it));
      if (event === undefined) return undefined;
      // Only runs of protected branches cause it: nobody outside starts these.
      const run = pipeline.triggers.find((it) => it.event === 'workflow_run');
      if (event === 'workflow_run' && run?.branches !== undefined && run.branches.every((it) => !/[*?]/.test(it)))
        return 'pass';
      const rich = jobs.flatMap((view) => {
        const prize = prizeOf(view);
        if (prize === undefined) return [];
        const writes =
          prize.startsWith('a token with ') && !prize.includes('default') ? prize.slice(13).split(', ') : undefined;
        return writes?.every((it) => allowed.has(it)) === true ? [] : [{ view, prize }];
      });
      const [first] = rich;
      if (first === undefined) return 'pass';
      return {
        summary: `${pipeline.where.file} runs on ${event}, which outsiders can cause, and its job "${first.view.job.name}" has ${first.prize}.`,
        at: ['on', event],
        note: `on: ${event}`,
        ...(rich.some((it) => hasIdToken(it.view)) ? { severity: 'high' as const } : {}),
      };
    });
  },
});
