// SPDX-License-Identifier: Apache-2.0
// Steps that fetch the code of a pull request.
import type { CiPipeline, CiStep } from '../../../model/inventory/ci.ts';
import { outsideText, repeating, variablesOf } from './outsiders.ts';
import { versionOf } from './versions.ts';
import type { JobView } from './views.ts';

const headRefs =
  /(?:^|\.)(?:head_ref|event\.pull_request\.head\.(?:sha|ref|label|repo\.(?:full_name|clone_url|html_url|ssh_url|git_url))|event\.workflow_run\.(?:head_sha|head_branch|head_commit\.id|head_repository\.full_name)|event\.pull_request\.(?:merge_commit_sha|number)|event\.(?:issue|number)(?:\.number)?)$/i;

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
  const [major = 0, minor = -1] = versionOf(step.uses) ?? [];
  const since = new Map([
    [3, 7],
    [5, 1],
    [6, 1],
  ]).get(major);
  return major >= 7 || (since !== undefined && minor >= since);
}

/** A step that looks the head of a pull request up, so that its outputs name foreign code. */
const looksUp = /\bheadRef(?:Oid|Name)\b|\.head\.(?:sha|ref)\b|\bpulls\.get\b|\brefs\/pull\//;

/** The head of a pull request, by a reference or by what it was put into before. */
function isHead(ref: string, view: JobView, step: CiStep): boolean {
  if (headRefs.test(ref)) return true;
  const [context = '', first = '', , output = ''] = ref.split('.');
  if (context === 'steps') {
    const source = view.steps.find((it) => it.key === first);
    if (source === undefined || !/(?:head|ref|sha|branch|commit|result)/i.test(output)) return false;
    return (
      repeating.has((source.uses?.name ?? '').toLowerCase()) || looksUp.test(source.run ?? source.with.script ?? '')
    );
  }
  if (context !== 'env') return false;
  const written = [step, view.job, view.pipeline].flatMap((it) =>
    it.expressions.filter(({ at }) => at[0] === 'env' && at[1] === first).flatMap((one) => one.yields),
  );
  return written.some((it) => headRefs.test(it)) || outsideText(ref, view, step) !== undefined;
}

const fetching =
  /\bgh\s+pr\s+checkout\b|\bgit\s+(?:-\S+\s+\S+\s+)*(?:fetch|pull|checkout|clone)\b[^\n]*(?:refs\/)?pull\/|\bgit\s+(?:-\S+\s+\S+\s+)*(?:checkout|switch|fetch|pull|clone|reset|merge|worktree)\b[^\n]*(?:github\.head_ref|pull_request\.head|workflow_run\.head_(?:sha|branch))/;
const gitLine =
  /\bgit\s+(?:-\S+\s+\S+\s+)*(?:checkout|switch|fetch|pull|clone|reset|merge|worktree)\b|\b(?:curl|wget|gh\s+api)\b[^\n]*(?:tarball|zipball|\/archive\/)/;

/** Whether a step fetches the code of a pull request: by its ref, its commit, or the command line of `git` and `gh`. */
export function takesForeignCode(
  step: CiStep,
  view: JobView,
): { readonly at: readonly string[]; readonly text: string } | undefined {
  if (step.uses?.name.toLowerCase() === 'actions/checkout' && !refusesForks(step, view.pipeline)) {
    for (const key of ['ref', 'repository']) {
      const value = step.with[key];
      if (value === undefined) continue;
      const refs = step.expressions.filter((it) => it.at[0] === 'with' && it.at[1] === key).flatMap((it) => it.yields);
      if (refs.some((ref) => isHead(ref, view, step)) || /refs\/pull\//.test(value))
        return { at: ['with', key], text: `${key}: ${value}` };
    }
  }
  if (step.run === undefined) return undefined;
  const command = fetching.exec(step.run)?.[0];
  if (command !== undefined) return { at: ['run'], text: command };
  const lines = step.run.split('\n').filter((it) => gitLine.test(it));
  if (lines.length === 0) return undefined;
  const written = step.expressions.filter(
    (it) => it.at[0] === 'run' && it.yields.some((ref) => isHead(ref, view, step)),
  );
  const heads = variablesOf(step, view).filter((name) => isHead(`env.${name}`, view, step));
  const line = lines.find(
    (it) =>
      written.some(({ text }) => it.includes(text)) ||
      heads.some((name) => new RegExp(`\\$\\{?${name}\\b|\\benv:${name}\\b`).test(it)),
  );
  return line === undefined ? undefined : { at: ['run'], text: line.trim() };
}
