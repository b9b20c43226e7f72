// SPDX-License-Identifier: Apache-2.0
// Pipelines with their jobs and steps together, as checks look at them.
import type { CiJob, CiPipeline, CiStep } from '../../../model/inventory/ci.ts';
import type { Inventory } from '../../../model/inventory/inventory.ts';
import type { Provider } from '../../../model/inventory/nouns.ts';

export interface JobView {
  readonly pipeline: CiPipeline;
  readonly job: CiJob;
  readonly steps: readonly CiStep[];
  readonly inventory: Inventory;
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

function viewsOf(inventory: Inventory): Views {
  let views = known.get(inventory);
  if (views === undefined) {
    const steps = groupBy(inventory.of('ci.step'), (it) => it.job);
    const all = inventory.of('ci.job').flatMap((job) => {
      const pipeline = inventory.find('ci.pipeline', job.pipeline);
      return pipeline === undefined ? [] : [{ pipeline, job, steps: steps.get(job.id) ?? [], inventory }];
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
