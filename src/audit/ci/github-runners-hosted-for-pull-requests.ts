// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeJobs } from './shared/judge.ts';
import { isOpenToOutsiders } from './shared/outsiders.ts';
import { jobText } from './shared/views.ts';

export const githubRunnersHostedForPullRequests = defineCheck({
  id: 'ci-github-runners-hosted-for-pull-requests',
  area: 'ci',
  title: 'Pull requests run on fresh machines of GitHub',
  weakness: 'Pull requests run on a self-hosted runner',
  severity: 'medium',
  confidence: 'medium',
  rows: ['A4'],
  why: 'A self-hosted runner stays: what one job leaves behind, the next one meets. Code of a pull request can wait there for a job with secrets, or ask the metadata service for the identity of the machine.',
  remediation: [
    'Run pull requests on `ubuntu-latest` or another hosted label.',
    'Where that is not possible, use runners that live for one job (`--ephemeral`) without an identity of their own, and ask for approval: Settings > Actions > "Require approval for all external contributors".',
  ],
  mappings: {
    owasp: ['CICD-SEC-4', 'CICD-SEC-7'],
    mitigations: ['M1047'],
    peers: { zizmor: ['self-hosted-runner'], poutine: ['pr_runs_on_self_hosted'], octoscan: ['runner-label'] },
  },
  needs: [{ kind: 'ci.job', provider: 'github' }],
  settings: {
    visibility: { default: 'unknown', description: 'Of the repositories: public (high), private (low), or unknown.' },
    'own-labels': { default: [], description: 'Labels of self-hosted runners, besides `self-hosted`.' },
  },
  *judge(inventory, context) {
    const visibility = context.settings.text('visibility');
    const own = new Set(['self-hosted', ...context.settings.list('own-labels')]);
    yield* judgeJobs(inventory, 'github', (view) => {
      const { job, pipeline } = view;
      if (!isOpenToOutsiders(pipeline) || job.uses !== undefined) return undefined;
      const label = job.runsOn.find((it) => own.has(it) || it.startsWith('group:'));
      const open = job.expressions.find(
        (it) => it.at[0] === 'runs-on' && it.refs.some((ref) => /^(?:vars|inputs)\./i.test(ref)),
      );
      if (label === undefined && open !== undefined)
        return { unknown: `where ${jobText(job, pipeline)} runs depends on ${open.text}; \`gh variable list\` tells` };
      if (label === undefined) return 'pass';
      return {
        summary: `${jobText(job, pipeline)} runs pull requests on the self-hosted runner ${job.runsOn.join(', ')}.`,
        at: ['runs-on'],
        note: `runs-on: ${job.runsOn.join(', ')}`,
        severity: visibility === 'public' ? 'high' : visibility === 'private' ? 'low' : 'medium',
      };
    });
  },
});
