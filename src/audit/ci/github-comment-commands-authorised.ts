// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { asksWho, letIn } from './shared/guards.ts';
import { judgeJobs } from './shared/judge.ts';
import { prizeOf, secretsOfJob, writesOf } from './shared/tokens.ts';
import { hasTrigger, type JobView, jobText } from './shared/views.ts';

const events = ['issue_comment', 'discussion_comment'];
/** Scopes with which a bot answers, labels and closes: what everybody's comments are for. */
const talk: ReadonlySet<string> = new Set(['issues', 'pull-requests', 'discussions']);

/** A job that cannot do more than answer, and that no word in the comment commands. */
function onlyAnswers(view: JobView): boolean {
  const writes = writesOf(view);
  const texts = [
    view.job.if,
    ...view.steps.flatMap((it) => [it.if, it.run, ...Object.values(it.with), ...Object.values(it.env)]),
  ];
  return (
    writes?.every((it) => talk.has(it)) === true &&
    secretsOfJob(view).length === 0 &&
    !texts.some((it) => /comment\b[\s\S]{0,20}\bbody/.test(it ?? ''))
  );
}

export const githubCommentCommandsAuthorised = defineCheck({
  id: 'ci-github-comment-commands-authorised',
  area: 'ci',
  title: 'Comments make privileged jobs run only if their author may',
  weakness: 'Anybody can start a privileged job with a comment',
  severity: 'high',
  confidence: 'medium',
  rows: ['A4'],
  why: 'Everybody with an account can comment on a public repository. A job that runs on comments, with secrets or a write token and without asking who wrote, does what a stranger asks for.',
  remediation: [
    'Ask for it in the job\'s condition: `if: contains(fromJSON(\'["OWNER","MEMBER","COLLABORATOR"]\'), github.event.comment.author_association)`.',
    'For commands that deploy or test, let the job wait for a reviewer with `environment:`.',
  ],
  mappings: {
    owasp: ['CICD-SEC-1', 'CICD-SEC-5'],
    mitigations: ['M1018'],
    peers: { zizmor: ['dangerous-triggers'] },
  },
  needs: [{ kind: 'ci.step', provider: 'github' }],
  *judge(inventory) {
    yield* judgeJobs(inventory, 'github', (view) => {
      const { job, pipeline } = view;
      const event = events.find((it) => hasTrigger(pipeline, it));
      if (event === undefined) return undefined;
      const prize = prizeOf(view);
      if (prize === undefined || job.environment !== undefined || asksWho(view) || onlyAnswers(view)) return 'pass';
      if (events.every((it) => !hasTrigger(pipeline, it) || letIn(job.if, it) === 'nobody')) return 'pass';
      return {
        summary: `anybody who can comment starts ${jobText(job, pipeline)}, which has ${prize}; nothing asks who wrote the comment.`,
        at: job.if === undefined ? [] : ['if'],
        note: job.if === undefined ? 'no condition' : 'the condition does not look at the author',
      };
    });
  },
});
