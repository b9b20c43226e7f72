// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import type { CiExpression } from '../../model/inventory/ci.ts';
import { judgeJobs } from './shared/judge.ts';
import { isOpenToOutsiders, privilegedEventsOf } from './shared/outsiders.ts';
import { prizeOf } from './shared/tokens.ts';
import { jobText } from './shared/views.ts';

const spoofable = /^github\.(?:actor|triggering_actor|event\.sender\.login|actor_id|event\.sender\.id)$/i;
/** The bot's own pull request: its author does not change when somebody else pushes to it. */
const proof = /^github\.event\.(?:pull_request\.user\.(?:login|id)|issue\.user\.login)$/i;
const botName = /^'[\w-]+\[bot\]'$|^'?49699333'?$/;

function comparesBot(it: CiExpression, left: RegExp): boolean {
  return it.comparisons.some(
    (one) =>
      one.operator === '==' &&
      ((left.test(one.left) && botName.test(one.right)) || (left.test(one.right) && botName.test(one.left))),
  );
}

export const githubBotsProven = defineCheck({
  id: 'ci-github-bots-proven',
  area: 'ci',
  title: 'Rights for bots go by who made the pull request',
  weakness: 'Anybody can pass for a bot',
  severity: 'medium',
  rows: ['A4'],
  why: '`github.actor` is whoever caused the last event. A stranger takes a branch of Dependabot, adds a commit and lets the bot cause an event on it (`@dependabot recreate` on a fork): the condition holds, and their code is merged or runs with tokens.',
  remediation: [
    "Compare `github.event.pull_request.user.login == 'dependabot[bot]'`, and that the pull request is of this repository: `github.event.pull_request.head.repo.full_name == github.repository`.",
  ],
  mappings: {
    owasp: ['CICD-SEC-1', 'CICD-SEC-4'],
    mitigations: ['M1018'],
    peers: { zizmor: ['bot-conditions'], poutine: ['confused_deputy_auto_merge'], octoscan: ['bot-check'] },
  },
  needs: [{ kind: 'ci.step', provider: 'github' }],
  *judge(inventory) {
    yield* judgeJobs(inventory, 'github', (view) => {
      const { job, pipeline, steps } = view;
      if (!isOpenToOutsiders(pipeline)) return undefined;
      const conditions = [
        ...job.expressions.filter((it) => it.at[0] === 'if').map((it) => ({ it, at: it.at })),
        ...steps.flatMap((step) =>
          step.expressions.filter((it) => it.at[0] === 'if').map((it) => ({ it, at: ['steps', step.index, ...it.at] })),
        ),
      ];
      const proven = conditions.some(({ it }) => comparesBot(it, proof));
      const weak = conditions.find(({ it }) => comparesBot(it, spoofable) && !comparesBot(it, proof));
      if (weak === undefined) return proven ? 'pass' : undefined;
      if (proven) return 'pass';
      const prize = prizeOf(view);
      const merges = steps.some((it) => /\bgh\s+pr\s+(?:merge|review[^\n]*--approve)/.test(it.run ?? ''));
      return {
        summary: `${jobText(job, pipeline)} trusts ${weak.it.text}, which outsiders can make true${prize === undefined ? '' : `; it has ${prize}`}.`,
        at: weak.at,
        note: weak.it.text,
        ...(prize !== undefined && (merges || privilegedEventsOf(pipeline).length > 0)
          ? { severity: 'high' as const }
          : {}),
      };
    });
  },
});
