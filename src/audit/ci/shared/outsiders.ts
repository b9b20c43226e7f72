// SPDX-License-Identifier: Apache-2.0
// What people without write access to a GitHub repository control.
//
// Source: https://docs.github.com/en/actions/concepts/security/script-injections and the payloads of
// https://docs.github.com/en/webhooks/webhook-events-and-payloads
import type { CiExpression, CiPipeline, CiStep } from '../../../model/inventory/ci.ts';
import { type JobView, jobsOfPipeline } from './views.ts';

/** Events that somebody without write access can cause, and whose runs have the secrets and the full token. */
const privilegedEvents: readonly string[] = [
  'pull_request_target',
  'workflow_run',
  'issue_comment',
  'issues',
  'discussion',
  'discussion_comment',
  'fork',
  'watch',
  'gollum',
];

/** Events of those in which the code of a stranger may be checked out. */
export const codeEvents: readonly string[] = ['pull_request_target', 'workflow_run', 'issue_comment'];

export function privilegedEventsOf(pipeline: CiPipeline): readonly string[] {
  return pipeline.triggers.map((it) => it.event).filter((it) => privilegedEvents.includes(it));
}

/** Events of pull requests from forks, privileged or not. */
export function isOpenToOutsiders(pipeline: CiPipeline): boolean {
  return privilegedEventsOf(pipeline).length > 0 || pipeline.triggers.some((it) => it.event.startsWith('pull_request'));
}

const free =
  /^github\.(?:head_ref|event\.(?:(?:issue|pull_request|discussion)\.(?:title|body)|(?:comment|review|review_comment)\.body|pages\.\*?\.?(?:\d+\.)?(?:page_name|title)|(?:commits\.(?:\*|\d+)|head_commit|workflow_run\.head_commit)\.(?:message|author\.(?:email|name)|committer\.(?:email|name))|workflow_run\.(?:head_branch|display_title|head_repository\.description|pull_requests\.(?:\*|\d+)\.head\.ref)|pull_request\.head\.(?:ref|label|repo\.(?:default_branch|description|homepage))|(?:issue|pull_request)\.(?:labels\.\*\.name|milestone\.title)|comment\.(?:path|diff_hunk)|changes\.(?:title|body)\.from|forkee\.(?:description|homepage)))$/i;
/** Whole objects, of which the free texts are a part. */
const whole =
  /^github(?:\.event(?:\.(?:issue|pull_request|comment|review|discussion|commits(?:\.\*)?|head_commit|workflow_run|pages|pull_request\.head))?)?$/i;

/** Texts that are free but that outsiders cannot set on this event: a push needs write access. */
function reachable(ref: string, pipeline: CiPipeline): boolean {
  const events = pipeline.triggers.map((it) => it.event);
  if (pipeline.type === 'action' || events.includes('workflow_call')) return true;
  if (/^github\.event\.(?:commits|head_commit)/i.test(ref)) return events.some((it) => it === 'push');
  if (/^github\.(?:head_ref|event\.pull_request)/i.test(ref)) return events.some((it) => it.startsWith('pull_request'));
  return true;
}

/** Actions whose outputs repeat what an outsider wrote: names of branches and changed files, bodies of comments. */
const repeating: ReadonlyMap<string, RegExp> = new Map([
  ['tj-actions/changed-files', /./],
  ['tj-actions/branch-names', /./],
  ['tj-actions/verify-changed-files', /./],
  ['dorny/paths-filter', /_files$/],
  ['jitterbit/get-changed-files', /./],
  ['trilom/file-changes-action', /./],
  ['xt0rted/pull-request-comment-branch', /ref$/],
  ['alessbell/pull-request-comment-branch', /ref$/],
  ['peter-evans/find-comment', /comment-body|comment-author/],
  ['potiuk/get-workflow-origin', /branch/i],
  ['actions-cool/issues-helper', /title|body/],
]);

function yieldsOf(expressions: readonly CiExpression[], ...at: readonly string[]): readonly string[] {
  return expressions.filter((it) => it.at.join('\0') === at.join('\0')).flatMap((it) => it.yields);
}

/**
 * The free text behind a reference; undefined where it has none. Follows `env`, outputs of steps and of jobs.
 */
export function outsideText(ref: string, view: JobView, step?: CiStep, depth = 0): string | undefined {
  if (depth > 8) return undefined;
  if (free.test(ref)) return reachable(ref, view.pipeline) ? ref : undefined;
  const [context = '', first = '', ...rest] = ref.split('.');
  const follow = (refs: readonly string[], inner: JobView, at?: CiStep): string | undefined =>
    refs.map((it) => outsideText(it, inner, at, depth + 1)).find((it) => it !== undefined);
  if (context === 'env') {
    const places = [...(step === undefined ? [] : [step.expressions]), view.job.expressions, view.pipeline.expressions];
    for (const expressions of places) {
      const refs = yieldsOf(expressions, 'env', first).filter((it) => it !== ref);
      if (refs.length > 0) return follow(refs, view, step);
    }
    return undefined;
  }
  if (context === 'steps' && rest[0] === 'outputs') {
    const source = view.steps.find((it) => it.key === first);
    const pattern = repeating.get(source?.uses?.name ?? '');
    if (pattern?.test(rest[1] ?? '') === true && isOpenToOutsiders(view.pipeline))
      return `${source?.uses?.name} ${rest[1]}`;
    return undefined;
  }
  if (context === 'needs' && rest[0] === 'outputs') {
    const before = jobsOfPipeline(view.inventory, view.pipeline.id).find((it) => it.job.name === first);
    if (before === undefined) return undefined;
    return follow(yieldsOf(before.job.expressions, 'outputs', rest[1] ?? ''), before);
  }
  return undefined;
}

/** The free texts that an expression puts into a text. */
export function outsideTexts(expression: CiExpression, view: JobView, step: CiStep): readonly string[] {
  const found = expression.yields.flatMap((ref) => outsideText(ref, view, step) ?? []);
  const dumped = expression.calls.some(
    (it) => it.name === 'tojson' && it.refs.some((ref) => whole.test(ref) && isOpenToOutsiders(view.pipeline)),
  );
  return dumped ? [...found, expression.text] : found;
}

/** Names of variables of a step that hold free text. */
export function outsideVariables(view: JobView, step: CiStep): readonly string[] {
  const names = [...step.expressions, ...view.job.expressions, ...view.pipeline.expressions]
    .filter((it) => it.at[0] === 'env' && it.at.length === 2)
    .map((it) => String(it.at[1]));
  return [...new Set(names)].filter((name) => outsideText(`env.${name}`, view, step) !== undefined);
}

const headRefs =
  /(?:^|\.)(?:head_ref|event\.pull_request\.head\.(?:sha|ref|repo\.full_name)|event\.workflow_run\.(?:head_sha|head_branch|head_commit\.id|head_repository\.full_name)|event\.pull_request\.(?:merge_commit_sha|number)|event\.(?:issue|number)(?:\.number)?)$/i;

/**
 * Whether a checkout refuses the code of forks: since 7.0.0, with 6.1.0, 5.1.0 and 3.7.0 after it, for `pull_request_target` and
 * `workflow_run`, unless told otherwise. A tag such as `v5` does not tell which one it is on a runner with a cache or mirror.
 *
 * Source: https://github.blog/changelog/2026-06-18-safer-pull_request_target-defaults-for-github-actions-checkout/
 */
function refusesForks(step: CiStep, pipeline: CiPipeline): boolean {
  const allowed = step.with['allow-unsafe-pr-checkout'];
  if (allowed !== undefined && allowed.toLowerCase() !== 'false') return false;
  if (pipeline.triggers.some((it) => it.event === 'issue_comment')) return false;
  const [, major = '0', minor = '-1'] =
    /^v?(\d{1,3})(?:\.(\d{1,3}))?/.exec(step.uses?.pinned === true ? '' : (step.uses?.ref ?? '')) ?? [];
  const since = new Map([
    [3, 7],
    [5, 1],
    [6, 1],
  ]).get(Number(major));
  return Number(major) >= 7 || (since !== undefined && Number(minor) >= since);
}

/** Whether a step fetches the code of a pull request: by its ref, its commit, or the command line of `gh`. */
export function takesForeignCode(
  step: CiStep,
  view: JobView,
): { readonly at: readonly string[]; readonly text: string } | undefined {
  if (step.uses?.name === 'actions/checkout' && !refusesForks(step, view.pipeline)) {
    for (const key of ['ref', 'repository']) {
      const value = step.with[key];
      if (value === undefined) continue;
      const refs = step.expressions.filter((it) => it.at[0] === 'with' && it.at[1] === key).flatMap((it) => it.yields);
      const foreign = refs.some(
        (ref) =>
          headRefs.test(ref) ||
          (ref.startsWith('steps.') &&
            /(?:head|ref|sha|branch)/i.test(ref) &&
            repeating.has(view.steps.find((it) => it.key === ref.split('.')[1])?.uses?.name ?? '')) ||
          (ref.startsWith('env.') && outsideText(ref, view, step) !== undefined),
      );
      if (foreign || /refs\/pull\//.test(value)) return { at: ['with', key], text: `${key}: ${value}` };
    }
  }
  const command =
    /\bgh\s+pr\s+checkout\b|\bgit\s+(?:fetch|pull|checkout|clone)\b[^\n]*(?:refs\/)?pull\/|\bgit\s+(?:checkout|switch|fetch|pull)\b[^\n]*(?:github\.head_ref|pull_request\.head)/.exec(
      step.run ?? '',
    );
  return command === null ? undefined : { at: ['run'], text: command[0] };
}
