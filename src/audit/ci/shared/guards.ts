// SPDX-License-Identifier: Apache-2.0
// What the conditions of jobs on GitHub keep away: events, forks, people without rights.
import { type JobView, jobsOfPipeline } from './views.ts';

/** Parts of a condition between operators that stand outside brackets and texts. */
function split(condition: string, operator: '||' | '&&'): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let quoted = false;
  let from = 0;
  for (let at = 0; at < condition.length; at++) {
    const sign = condition[at];
    if (sign === "'") quoted = !quoted;
    else if (quoted) continue;
    else if (sign === '(') depth++;
    else if (sign === ')') depth--;
    else if (depth === 0 && condition.startsWith(operator, at)) {
      parts.push(condition.slice(from, at));
      at++;
      from = at + 1;
    }
  }
  return [...parts, condition.slice(from)].map((it) => it.trim());
}

/** Without brackets around the whole of it. */
function bare(condition: string): string {
  const text = condition.trim();
  if (!text.startsWith('(') || !text.endsWith(')')) return text;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '(') depth++;
    if (text[at] === ')' && --depth === 0 && at < text.length - 1) return text;
  }
  return text.slice(1, -1).trim();
}

/** Ways in which a condition can be met: lists of what must be true together. Deeper brackets stay as they are. */
function waysOf(condition: string, depth = 0): readonly (readonly string[])[] {
  const text = bare(condition);
  const either = split(text, '||');
  if (either.length > 1 && depth < 5) return either.flatMap((it) => waysOf(it, depth + 1));
  return [split(text, '&&').map(bare)];
}

const sameRepository =
  /head\.repo(?:sitory)?\.full_name\s*==\s*github\.(?:event\.)?repository|github\.(?:event\.)?repository(?:\.full_name)?\s*==\s*github\.event\.\S*head[._]repo|head_repository\.full_name\s*==\s*github\.repository|^!\s*github\.event\.pull_request\.head\.repo\.fork$|head\.repo\.fork\s*(?:==\s*false|!=\s*true)|github\.event\.workflow_run\.event\s*==\s*'(?:push|schedule|release|workflow_dispatch)'/i;

/**
 * Whom the condition of a job lets in when an event happens. `nobody`: the job does not run on it. `insiders`: only for the
 * repository's own branches. `all`: nothing in the condition tells.
 */
export function letIn(condition: string | undefined, event: string): 'nobody' | 'insiders' | 'all' {
  if (condition === undefined) return 'all';
  const text = condition.replace(/^\s*\$\{\{|\}\}\s*$/g, '').trim();
  const open = waysOf(text).filter((parts) =>
    parts.every((part) => {
      const named = /^github\.event_name\s*(?<operator>==|!=)\s*'(?<name>[^']*)'$/i.exec(part)?.groups;
      return named === undefined || (named.operator === '==') === (named.name === event);
    }),
  );
  if (open.length === 0) return 'nobody';
  return open.every((parts) => parts.some((it) => sameRepository.test(it))) ? 'insiders' : 'all';
}

const guardText =
  /author_association|github\.(?:actor|triggering_actor)\b|\.(?:sender|user)\.login|collaborators\/|getCollaboratorPermissionLevel|checkCollaborator|checkMembershipForUser|orgs\/[^\s/]+\/members/i;
const guardAction =
  /^(?:actions-cool\/check-user-permission|prince-chrismc\/check-actor-permissions-action|tspascoal\/get-user-teams-membership|lannonbr\/repo-permission-check-action|peter-evans\/slash-command-dispatch|github\/command|scherermichael-oss\/action-has-permission)$/i;

/** Whether something asks who wrote the comment, in this job or in one that it waits for. */
export function asksWho({ job, steps, inventory }: JobView, depth = 0): boolean {
  if (
    guardText.test(job.if ?? '') ||
    steps.some(
      (it) =>
        guardText.test(`${it.if ?? ''}\n${it.run ?? ''}\n${it.with.script ?? ''}`) ||
        guardAction.test(it.uses?.name ?? ''),
    )
  )
    return true;
  if (depth > 5) return false;
  return job.needs.some((name) => {
    const before = jobsOfPipeline(inventory, job.pipeline).find((it) => it.job.name === name);
    return before !== undefined && asksWho(before, depth + 1);
  });
}

/** Whether somebody with rights must have asked for the run or put a label on the pull request. */
export function isApproved(view: JobView, event: string): boolean {
  const types = view.pipeline.triggers.find((it) => it.event === event)?.types ?? [];
  const labelled = types.length > 0 && types.every((it) => it === 'labeled');
  return labelled || /\blabels?\b/.test(view.job.if ?? '') || asksWho(view);
}
