// SPDX-License-Identifier: Apache-2.0
// What people without write access to a GitHub repository write: titles, names of branches, comments.
//
// Source: https://docs.github.com/en/actions/concepts/security/script-injections and the payloads of
// https://docs.github.com/en/webhooks/webhook-events-and-payloads
import type { CiExpression, CiJob, CiPipeline, CiStep } from '../../../model/inventory/ci.ts';
import { type JobView, jobsOfPipeline, jobViews } from './views.ts';

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
export const repeating: ReadonlyMap<string, RegExp> = new Map([
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

/** Fields of an event in JavaScript: `context.payload.issue.title`, `github.event.comment.body`. */
const payload =
  /\bcontext\.payload\.((?:issue|pull_request|discussion|comment|review|head_commit|workflow_run)(?:\?\.|\.)[\w.?]{1,80})/;

/** The free text that a script of `github-script` reads from the event. */
export function outsidePayload(script: string, view: JobView): string | undefined {
  const path = payload.exec(script)?.[1]?.replaceAll('?.', '.');
  const ref = `github.event.${path}`;
  return path !== undefined && free.test(ref) && reachable(ref, view.pipeline) ? ref : undefined;
}

/** What a line of a script hands on: `echo "title=$TITLE" >> "$GITHUB_OUTPUT"`, by a variable or an expression in it. */
function handedOn(source: CiStep, name: string, file: RegExp, view: JobView, depth: number): string | undefined {
  const lines = (source.run ?? '').split('\n');
  const start = new RegExp(`(?:^|["'\\s{;])${name.replace(/[^\w-]/g, '.')}(?:=|<<)`);
  if (!file.test(source.run ?? '') || !lines.some((it) => start.test(it))) return undefined;
  // Where the file stands behind a block, the value is on a line of its own.
  const direct = lines.filter((it) => start.test(it) && file.test(it));
  const text = direct.length > 0 ? direct.join('\n') : (source.run ?? '');
  const written = source.expressions
    .filter((it) => it.at[0] === 'run' && text.includes(it.text))
    .flatMap((it) => it.yields);
  const variables = variablesOf(source, view).filter((it) => new RegExp(`\\$\\{?${it}\\b|\\benv:${it}\\b`).test(text));
  return [...written, ...variables.map((it) => `env.${it}`)]
    .map((it) => outsideText(it, view, source, depth + 1))
    .find((it) => it !== undefined);
}

/** Names of the variables that a step has by `env:`. */
export function variablesOf(step: CiStep, view: JobView): readonly string[] {
  const names = [...step.expressions, ...view.job.expressions, ...view.pipeline.expressions]
    .filter((it) => it.at[0] === 'env' && it.at.length === 2)
    .map((it) => String(it.at[1]));
  return [...new Set(names)];
}

/** The output of an earlier step, where it repeats what an outsider wrote. */
function outsideOutput(source: CiStep, name: string, view: JobView, depth: number): string | undefined {
  const action = source.uses?.name ?? '';
  if (repeating.get(action.toLowerCase())?.test(name) === true)
    return isOpenToOutsiders(view.pipeline) ? `${action} ${name}` : undefined;
  if (action.toLowerCase() === 'actions/github-script') {
    const script = source.with.script ?? '';
    const sets =
      name === 'result'
        ? /\breturn\b[^\n]*/.exec(script)
        : new RegExp(`setOutput\\(\\s*['"]${name.replace(/[^\w-]/g, '.')}['"][^\\n]*`).exec(script);
    return sets === null ? undefined : outsidePayload(sets[0], view);
  }
  return handedOn(source, name, /\bGITHUB_OUTPUT\b|::set-output\b/, view, depth);
}

/** Steps and jobs of the same repository that call a workflow or action, with the input they give it. */
function* callersOf(
  view: JobView,
): Iterable<{ readonly item: CiStep | CiJob; readonly caller: JobView; readonly step?: CiStep }> {
  const { type, root, file, id } = view.pipeline;
  const folder = type === 'action' ? id.replace(/^github:action:/, '').replace(/\/?action\.ya?ml$/i, '') : '';
  for (const caller of jobViews(view.inventory, 'github')) {
    if (type === 'action') {
      for (const step of caller.steps) {
        if (step.uses?.type !== 'local') continue;
        const { name } = step.uses;
        if ((caller.pipeline.root === '' ? name : `${caller.pipeline.root}/${name}`) === folder)
          yield { item: step, caller, step };
      }
    } else if (caller.job.uses?.type === 'local' && caller.pipeline.root === root && caller.job.uses.name === file)
      yield { item: caller.job, caller };
  }
}

/**
 * The free text behind a reference; undefined where it has none. Follows `env`, the matrix, outputs of steps and of jobs, and
 * inputs to those who call the workflow or action.
 */
export function outsideText(ref: string, view: JobView, step?: CiStep, depth = 0): string | undefined {
  if (depth > 8) return undefined;
  if (free.test(ref)) return reachable(ref, view.pipeline) ? ref : undefined;
  const [root = '', first = '', ...rest] = ref.split('.');
  const context = root.toLowerCase();
  const follow = (refs: readonly string[], inner: JobView, at?: CiStep): string | undefined =>
    refs.map((it) => outsideText(it, inner, at, depth + 1)).find((it) => it !== undefined);
  if (context === 'env') {
    const places = [...(step === undefined ? [] : [step.expressions]), view.job.expressions, view.pipeline.expressions];
    for (const expressions of places) {
      const refs = yieldsOf(expressions, 'env', first).filter((it) => it !== ref);
      if (refs.length > 0) return follow(refs, view, step);
    }
    for (const earlier of view.steps) {
      if (step === undefined || earlier.index >= step.index) break;
      const text = handedOn(earlier, first, /\bGITHUB_ENV\b/, view, depth);
      if (text !== undefined) return text;
    }
    return undefined;
  }
  if (context === 'matrix') {
    const refs = view.job.expressions
      .filter((it) => it.at[0] === 'strategy' && (it.at.length < 3 || it.at[2] === first || it.at[2] === 'include'))
      .flatMap((it) => it.yields);
    return follow(
      refs.filter((it) => !it.startsWith('matrix.')),
      view,
    );
  }
  if (context === 'steps' && rest[0] === 'outputs') {
    const source = view.steps.find((it) => it.key === first);
    return source === undefined ? undefined : outsideOutput(source, rest[1] ?? '', view, depth);
  }
  if (context === 'needs' && rest[0] === 'outputs') {
    const before = jobsOfPipeline(view.inventory, view.pipeline.id).find((it) => it.job.name === first);
    if (before === undefined) return undefined;
    return follow(yieldsOf(before.job.expressions, 'outputs', rest[1] ?? ''), before);
  }
  if (context === 'inputs') {
    for (const { item, caller, step: at } of callersOf(view)) {
      const text = follow(yieldsOf(item.expressions, 'with', first), caller, at);
      if (text !== undefined) return text;
    }
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
  return variablesOf(step, view).filter((name) => outsideText(`env.${name}`, view, step) !== undefined);
}
