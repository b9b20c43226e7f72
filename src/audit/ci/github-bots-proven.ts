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

/** Whether a condition holds for the named bot by one of these. */
function comparesBot(it: CiExpression, left: RegExp): boolean {
  return (
    it.comparisons.some(
      (one) =>
        one.operator === '==' &&
        ((left.test(one.left) && botName.test(one.right)) || (left.test(one.right) && botName.test(one.left))),
    ) ||
    it.calls.some(
      (call) =>
        ['contains', 'startswith', 'endswith'].includes(call.name) &&
        call.args.some((arg) => left.test(arg)) &&
        call.args.some((arg) => /\[bot\]|^'(?:dependabot|renovate)\b/i.test(arg)),
    )
  );
}

/** What the bot proves by itself; next to an `||` it is only one of the ways in. */
const proves = (it: CiExpression): boolean => comparesBot(it, proof) && !it.text.includes('||');

/** The same comparison in a script: `[ "$GITHUB_ACTOR" = "dependabot[bot]" ]`. */
const inScript = /\bGITHUB_(?:TRIGGERING_)?ACTOR\b[^\n]{0,20}?==?\s*["']?[\w-]{1,40}\[bot\]/;

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
      const own = job.expressions.filter((it) => it.at[0] === 'if');
      const conditions = [
        ...own.map((it) => ({ text: it.text, it, at: it.at })),
        ...steps.flatMap((step) =>
          step.expressions
            .filter((it) => it.at[0] === 'if')
            .map((it) => ({ text: it.text, it, at: ['steps', step.index, ...it.at] })),
        ),
      ];
      const scripts = steps.flatMap((step) => {
        const text = inScript.exec(step.run ?? '')?.[0];
        return text === undefined ? [] : [{ text, at: ['steps', step.index, 'run'] }];
      });
      // A proof at the job holds for all of its steps, one at a step for that step alone.
      if (own.some(proves)) return 'pass';
      const weak = conditions.find(({ it }) => comparesBot(it, spoofable) && !proves(it)) ?? scripts[0];
      if (weak === undefined) return conditions.some(({ it }) => proves(it)) ? 'pass' : undefined;
      const prize = prizeOf(view);
      const merges = steps.some((it) => /\bgh\s+pr\s+(?:merge|review[^\n]*--approve)/.test(it.run ?? ''));
      return {
        summary: `${jobText(job, pipeline)} trusts ${weak.text}, which outsiders can make true${prize === undefined ? '' : `; it has ${prize}`}.`,
        at: weak.at,
        note: weak.text,
        ...(prize !== undefined && (merges || privilegedEventsOf(pipeline).length > 0)
          ? { severity: 'high' as const }
          : {}),
      };
    });
  },
});
