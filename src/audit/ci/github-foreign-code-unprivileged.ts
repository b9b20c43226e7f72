// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { takesForeignCode } from './shared/foreign-code.ts';
import { isApproved, letIn } from './shared/guards.ts';
import { evidenceAt, judgeJobs } from './shared/judge.ts';
import { codeEvents } from './shared/outsiders.ts';
import { prizeOf } from './shared/tokens.ts';
import { hasTrigger, jobText } from './shared/views.ts';

/** Actions that only look at files; all others, and all scripts, may run what they find. */
const harmless = /^(?:actions\/(?:upload-artifact|cache|labeler)|github\/codeql-action)$/;

export const githubForeignCodeUnprivileged = defineCheck({
  id: 'ci-github-foreign-code-unprivileged',
  area: 'ci',
  title: 'Code of pull requests runs without secrets and without a token that writes',
  weakness: 'Code of strangers runs with the tokens of the repository',
  severity: 'critical',
  rows: ['A4'],
  why: 'Runs of `pull_request_target`, `workflow_run` and `issue_comment` have the secrets and the write token of the repository. If such a job checks out the code of a pull request and builds, tests or installs it, whoever opens a pull request runs code of their own next to these tokens. This is how most tokens of public repositories were stolen.',
  remediation: [
    'Run the code of pull requests in a workflow of `on: pull_request`, which has no secrets, and hand results over as an artifact that a second workflow only reads.',
    'Use `actions/checkout` of version 7 or later, which refuses the code of forks here, and do not set `allow-unsafe-pr-checkout`.',
    'Where it must be, let the job wait for a reviewer (`environment:` with required reviewers), check out the reviewed commit and give it `permissions: {}` and no secrets.',
  ],
  mappings: {
    owasp: ['CICD-SEC-4'],
    mitigations: ['M1047', 'M1018'],
    peers: {
      zizmor: ['dangerous-triggers'],
      prowler: ['githubactions_workflow_security_scan'],
      poutine: ['untrusted_checkout_exec'],
      octoscan: ['dangerous-checkout', 'dangerous-action', 'local-action'],
      scorecard: ['Dangerous-Workflow'],
    },
  },
  needs: [{ kind: 'ci.step', provider: 'github' }],
  *judge(inventory) {
    yield* judgeJobs(inventory, 'github', (view) => {
      const { job, pipeline, steps } = view;
      const events = codeEvents.filter((it) => hasTrigger(pipeline, it));
      if (events.length === 0) return undefined;
      // Who may push a branch to the repository has no need of this.
      const event = events.find((it) => letIn(job.if, it) === 'all');
      if (event === undefined) return 'pass';
      const source = steps.find(
        (it) => takesForeignCode(it, view) !== undefined && events.some((one) => letIn(it.if, one) === 'all'),
      );
      if (source === undefined) return 'pass';
      const found = takesForeignCode(source, view);
      const runner = steps.find(
        (it) =>
          it.index > source.index && (it.run !== undefined || (it.uses !== undefined && !harmless.test(it.uses.name))),
      );
      const own = runner ?? (source.run === undefined ? undefined : source);
      const prize = prizeOf(view);
      if (found === undefined) return 'pass';
      // Without secrets and writes, all that is left are the cache and the token that reads.
      const severity =
        prize === undefined
          ? 'medium'
          : own === undefined
            ? 'high'
            : job.environment !== undefined || isApproved(view, event)
              ? 'high'
              : 'critical';
      return {
        summary: `${jobText(job, pipeline)} runs on ${event} and takes the code of the pull request${own === undefined ? '' : ', then runs it or tools that read it'}, with access to ${prize ?? 'a token that reads and the cache of the main branch'}.`,
        at: ['steps', source.index, ...found.at],
        note: found.text,
        also:
          own === undefined || own === source
            ? []
            : [evidenceAt(own, own.run === undefined ? ['uses'] : ['run'], 'runs after the code was taken')],
        severity,
        ...(job.environment === undefined ? {} : { confidence: 'medium' as const }),
      };
    });
  },
});
