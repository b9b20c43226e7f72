// SPDX-License-Identifier: Apache-2.0
// Pipelines with their jobs and steps together, as checks look at them.
import type { CiJob, CiPermissions, CiPipeline, CiStep } from '../../../model/inventory/ci.ts';
import type { Inventory } from '../../../model/inventory/inventory.ts';
import type { Provider } from '../../../model/inventory/nouns.ts';

export interface JobView {
  /** Of a called workflow with the triggers of the workflows of its repository that call it. */
  readonly pipeline: CiPipeline;
  readonly job: CiJob;
  readonly steps: readonly CiStep[];
  readonly inventory: Inventory;
  /** What callers of the same repository give the token of a called workflow, where it does not say so itself. */
  readonly inherited?: CiPermissions;
}

interface Views {
  readonly all: readonly JobView[];
  readonly byPipeline: ReadonlyMap<string, readonly JobView[]>;
}

const known = new WeakMap<Inventory, Views>();

function groupBy<T, K>(list: readonly T[], key: (it: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const it of list) {
    const group = groups.get(key(it));
    if (group === undefined) groups.set(key(it), [it]);
    else group.push(it);
  }
  return groups;
}

type Caller = { readonly job: CiJob; readonly pipeline: CiPipeline };

/** Jobs that call a workflow of the same repository, by the path of the repository and the file. */
function callersByFile(inventory: Inventory): ReadonlyMap<string, readonly Caller[]> {
  const calls = inventory.of('ci.job').flatMap((job): readonly (Caller & { readonly key: string })[] => {
    const pipeline = job.uses?.type === 'local' ? inventory.find('ci.pipeline', job.pipeline) : undefined;
    return pipeline === undefined ? [] : [{ job, pipeline, key: `${pipeline.root}\0${job.uses?.name}` }];
  });
  return groupBy(calls, (it) => it.key);
}

/** Who calls a workflow, through others too. */
function callersOf(pipeline: CiPipeline, calls: ReadonlyMap<string, readonly Caller[]>): readonly Caller[] {
  const found: Caller[] = [];
  const seen = new Set([pipeline.id]);
  for (const queue = [pipeline]; queue.length > 0; ) {
    const next = queue.pop();
    for (const caller of calls.get(`${next?.root}\0${next?.file}`) ?? []) {
      found.push(caller);
      if (seen.has(caller.pipeline.id)) continue;
      seen.add(caller.pipeline.id);
      queue.push(caller.pipeline);
    }
  }
  return found;
}

const isWide = (it: CiPermissions): number =>
  typeof it === 'string' ? (it === 'write-all' ? 1_000 : 0) : Object.values(it).filter((one) => one === 'write').length;

/** A called workflow as it runs. */
function withCallers(
  pipeline: CiPipeline,
  calls: ReadonlyMap<string, readonly Caller[]>,
): { readonly pipeline: CiPipeline; readonly inherited?: CiPermissions } {
  if (calls.size === 0 || !pipeline.triggers.some((it) => it.event === 'workflow_call')) return { pipeline };
  const callers = callersOf(pipeline, calls);
  const given = callers.map((it) => it.job.permissions ?? it.pipeline.permissions);
  const told = given.filter((it) => it !== undefined);
  const widest = told.toSorted((left, right) => isWide(right) - isWide(left))[0];
  return {
    pipeline: { ...pipeline, triggers: [...pipeline.triggers, ...callers.flatMap((it) => it.pipeline.triggers)] },
    ...(widest === undefined || told.length < given.length ? {} : { inherited: widest }),
  };
}

function viewsOf(inventory: Inventory): Views {
  let views = known.get(inventory);
  if (views === undefined) {
    const steps = groupBy(inventory.of('ci.step'), (it) => it.job);
    const calls = callersByFile(inventory);
    const running = new Map(inventory.of('ci.pipeline').map((it) => [it.id, withCallers(it, calls)]));
    const all = inventory.of('ci.job').flatMap((job): readonly JobView[] => {
      const its = running.get(job.pipeline);
      return its === undefined ? [] : [{ ...its, job, steps: steps.get(job.id) ?? [], inventory }];
    });
    views = { all, byPipeline: groupBy(all, (it) => it.pipeline.id) };
    known.set(inventory, views);
  }
  return views;
}

/** All jobs of a provider; those of composite actions are among them, with `pipeline.type` `action`. */
export function jobViews(inventory: Inventory, provider?: Provider): readonly JobView[] {
  const { all } = viewsOf(inventory);
  return provider === undefined ? all : all.filter((it) => it.job.provider === provider);
}

/** The jobs of one pipeline. */
export function jobsOfPipeline(inventory: Inventory, pipeline: string): readonly JobView[] {
  return viewsOf(inventory).byPipeline.get(pipeline) ?? [];
}

/** `step "Publish" of job "release" in .github/workflows/release.yml` */
export function stepText(step: CiStep, { job, pipeline }: JobView): string {
  const what = step.name ?? step.uses?.name ?? step.key;
  const first = what === undefined ? `step ${step.index + 1}` : `step "${what}"`;
  if (pipeline.type === 'action') return `${first} of the action ${pipeline.where.file}`;
  return `${first} of ${jobText(job, pipeline)}`;
}

export function jobText(job: CiJob, pipeline: CiPipeline): string {
  return `job "${job.name}" in ${pipeline.where.file}`;
}

export function stepName(step: CiStep, { job, pipeline }: JobView): string {
  const what = step.name ?? step.uses?.name ?? step.key ?? `step ${step.index + 1}`;
  return `${pipeline.where.file}: ${job.name}: ${what}`;
}

export function hasTrigger(pipeline: CiPipeline, ...events: readonly string[]): boolean {
  return pipeline.triggers.some((it) => events.includes(it.event));
}
