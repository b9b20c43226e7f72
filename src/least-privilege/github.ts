// SPDX-License-Identifier: Apache-2.0
// `permissions:` of workflows from what their steps are known to need. GitHub's log does not tell whose job's token did
// what, so use is read from the workflow itself, and what is not known stays.
import type { CiJob, CiPermissions, CiPipeline, CiStep } from '../model/inventory/ci.ts';
import { oneLine, type Review, type ReviewRow } from './review.ts';
import { type Level, type Needs, needsOfStep } from './workflow-needs.ts';

export interface Workflows {
  readonly pipelines: readonly CiPipeline[];
  readonly jobs: readonly CiJob[];
  readonly steps: readonly CiStep[];
}

/** What `read-all` and `write-all` stand for. https://docs.github.com/actions/reference/workflow-syntax-for-github-actions#permissions */
const allPermissions = [
  'actions',
  'attestations',
  'checks',
  'contents',
  'deployments',
  'discussions',
  'id-token',
  'issues',
  'models',
  'packages',
  'pages',
  'pull-requests',
  'security-events',
  'statuses',
] as const;

const deepest = 5;

interface JobNeeds {
  readonly needs: Map<string, { level: Level; readonly by: Set<string> }>;
  readonly unknown: string[];
  readonly may: Map<string, string>;
  persists: boolean;
}

function note(into: JobNeeds, needs: Needs, by: string): void {
  for (const [name, level] of Object.entries(needs)) {
    const known = into.needs.get(name);
    if (known === undefined) into.needs.set(name, { level, by: new Set([by]) });
    else {
      known.by.add(by);
      if (level === 'write') known.level = 'write';
    }
  }
}

function labelOf(step: CiStep): string {
  return (step.uses?.raw.replace(/@.*$/, '') ?? step.name ?? `step ${step.index + 1}`)
    .replace(/\s+/g, ' ')
    .slice(0, 80);
}

function collect(job: CiJob, pipeline: CiPipeline, all: Workflows, into: JobNeeds, depth: number): void {
  if (job.uses !== undefined) {
    const called =
      job.uses.type === 'local' || job.uses.raw.startsWith('./')
        ? all.pipelines.find((it) => it.root === pipeline.root && it.file === job.uses?.raw.replace(/^\.\//, ''))
        : undefined;
    if (called === undefined || depth > deepest)
      into.unknown.push(`workflow ${job.uses.raw.slice(0, 100)} is not at hand`);
    else
      for (const it of all.jobs.filter((one) => one.pipeline === called.id)) collect(it, called, all, into, depth + 1);
    return;
  }
  for (const step of all.steps.filter((it) => it.job === job.id))
    addStep(step, { ...pipeline.env, ...job.env }, pipeline, all, into, depth);
}

function addStep(
  step: CiStep,
  env: Readonly<Record<string, string>>,
  pipeline: CiPipeline,
  all: Workflows,
  into: JobNeeds,
  depth: number,
): void {
  if (step.uses?.raw.startsWith('./')) {
    const folder = step.uses.raw.replace(/^\.\//, '').replace(/\/$/, '');
    const action = all.pipelines.find(
      (it) =>
        it.type === 'action' &&
        it.root === pipeline.root &&
        (it.file === `${folder}/action.yml` || it.file === `${folder}/action.yaml`),
    );
    const inner = action === undefined ? [] : all.steps.filter((it) => it.pipeline === action.id);
    if (inner.length === 0 || depth > deepest)
      into.unknown.push(`action ${step.uses.raw} is not at hand, or no composite one`);
    else for (const it of inner) addStep(it, env, pipeline, all, into, depth + 1);
    return;
  }
  const { needs, unknown, may = {}, persists = false } = needsOfStep(step, env);
  if (persists) into.persists = true;
  for (const [name, why] of Object.entries(may)) into.may.set(name, `${labelOf(step)}: ${why}`);
  note(into, needs, labelOf(step));
  if (unknown !== undefined) into.unknown.push(`${labelOf(step)}: ${unknown}`);
}

function declared(permissions: CiPermissions | undefined): ReadonlyMap<string, Level> | undefined {
  if (permissions === undefined) return undefined;
  if (typeof permissions === 'string') {
    const level = permissions === 'write-all' ? 'write' : 'read';
    return new Map(allPermissions.filter((it) => level === 'write' || it !== 'id-token').map((it) => [it, level]));
  }
  return new Map(Object.entries(permissions).filter((it): it is [string, Level] => it[1] !== 'none'));
}

/** Why a permission that no step is known to need may be needed all the same. */
function mayUse(found: JobNeeds, name: string): string | undefined {
  return name === 'contents' && !found.persists ? undefined : found.may.get(name);
}

/** A key as YAML reads it back. */
function key(name: string): string {
  return /^[a-z][\w-]*$/i.test(name) ? name : JSON.stringify(name);
}

function judgeJob(
  job: CiJob,
  granted: ReadonlyMap<string, Level> | undefined,
  found: JobNeeds,
): { readonly rows: readonly ReviewRow[]; readonly lines: readonly string[] } {
  const rows: ReviewRow[] = [];
  const lines: string[] = [];
  const scope = `job ${job.name}`;
  const unknown = found.unknown[0] === undefined ? undefined : oneLine(found.unknown[0]);
  for (const [name, level] of granted ?? []) {
    const need = found.needs.get(name);
    const permission = `${name}: ${level}`;
    if (need !== undefined) {
      const less = level === 'write' && need.level === 'read';
      const unsure = unknown ?? mayUse(found, name);
      const by = [...need.by].slice(0, 3).join(', ');
      if (less && unsure !== undefined) {
        rows.push({ permission, standing: 'unknown', scope, why: `${by} needs read; ${unsure}` });
        lines.push(`      ${key(name)}: write # Kept, not known: ${oneLine(unsure)}`);
      } else {
        rows.push({ permission, standing: 'used', scope, why: less ? `${by} needs read only` : by });
        lines.push(`      ${key(name)}: ${need.level} # ${by}`);
      }
    } else if (unknown !== undefined || mayUse(found, name) !== undefined) {
      const unsure = oneLine(mayUse(found, name) ?? unknown ?? '');
      rows.push({ permission, standing: 'unknown', scope, why: unsure });
      lines.push(`      ${key(name)}: ${level} # Kept, not known: ${unsure}`);
    } else rows.push({ permission, standing: 'unused', scope, why: 'no step needs it' });
  }
  for (const [name, need] of found.needs) {
    const by = [...need.by].slice(0, 3).join(', ');
    const has = granted?.get(name);
    if (has === undefined || (has === 'read' && need.level === 'write')) {
      const how =
        granted === undefined
          ? 'given by the default of the repository, if at all'
          : 'not given: the step fails, or does without';
      rows.push({
        permission: `${name}: ${need.level}`,
        standing: granted === undefined ? 'used' : 'not-granted',
        scope,
        why: `${by}; ${how}`,
      });
      if (granted === undefined) lines.push(`      ${key(name)}: ${need.level} # ${by}`);
    }
  }
  if (granted === undefined && unknown !== undefined) {
    for (const it of found.unknown.slice(0, 5)) {
      rows.push({ permission: 'not known', standing: 'unknown', scope, why: it });
      lines.push(`      # Add what this needs: ${oneLine(it)}`);
    }
  }
  return { rows, lines };
}

/** Reviews one workflow. Pure. */
export function reviewWorkflow(pipeline: CiPipeline, all: Workflows): Review | undefined {
  if (pipeline.type !== 'workflow') return undefined;
  const rows: ReviewRow[] = [];
  const text: string[] = ['permissions: {}', 'jobs:'];
  const explanation = [
    'GitHub’s log does not tell which job’s token did what: this is read from the steps, as far as their actions and commands are known.',
  ];
  const jobs = all.jobs.filter((it) => it.pipeline === pipeline.id);
  for (const job of jobs) {
    const found: JobNeeds = { needs: new Map(), unknown: [], may: new Map(), persists: false };
    collect(job, pipeline, all, found, 0);
    const granted = declared(job.permissions ?? pipeline.permissions);
    const judged = judgeJob(job, granted, found);
    rows.push(...judged.rows);
    const body = judged.lines.filter((it) => !it.trimStart().startsWith('#'));
    text.push(`  ${key(job.name)}:`);
    if (body.length === 0) text.push('    permissions: {}', ...judged.lines);
    else text.push('    permissions:', ...judged.lines);
    if (granted === undefined)
      explanation.push(
        `Job ${job.name} says nothing of permissions: it has the default of the repository or organisation, which may be to write everything.`,
      );
  }
  if (jobs.length === 0) return undefined;
  return {
    provider: 'github',
    subject: { id: pipeline.id, name: pipeline.file },
    rows,
    explanation,
    patch: {
      format: 'yaml',
      how: [`Put these \`permissions\` into ${pipeline.file}: an empty map at the top, and each job its own.`],
      text: `${text.join('\n')}\n`,
    },
  };
}
