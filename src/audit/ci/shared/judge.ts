// SPDX-License-Identifier: Apache-2.0
// Turns short answers on steps, jobs and pipelines into verdicts.
import type { Change, CheckEvidence, Fix, Subject, Verdict } from '../../../model/check.ts';
import type { Confidence, Severity } from '../../../model/finding.ts';
import type { CiJob, CiPipeline, CiStep, CiUpdates } from '../../../model/inventory/ci.ts';
import type { Inventory } from '../../../model/inventory/inventory.ts';
import type { Provider } from '../../../model/inventory/nouns.ts';
import type { DocumentPath, Provenance } from '../../../model/inventory/provenance.ts';
import { type JobView, jobsOfPipeline, jobText, jobViews, stepName, stepText } from './views.ts';

type CiItem = CiStep | CiJob | CiPipeline | CiUpdates;

export interface Found {
  readonly summary: string;
  /** From the judged item. */
  readonly at: DocumentPath;
  readonly note: string;
  /** Where `at` is counted from, if not from the judged item. */
  readonly from?: Provenance;
  readonly also?: readonly CheckEvidence[];
  readonly severity?: Severity;
  readonly confidence?: Confidence;
  readonly next?: readonly string[];
  readonly fix?: Fix;
}

/** Undefined where the check has nothing to say about the item. */
export type Answer = Found | 'pass' | { readonly unknown: string } | undefined;

/** A place below an item. Of what has lines but no document, the line of the item. */
export function evidenceAt(item: Pick<CiItem, 'where'>, at: DocumentPath, note: string): CheckEvidence {
  const base = item.where.path;
  return base === undefined ? { where: item.where, note } : { where: item.where, path: [...base, ...at], note };
}

/** A fix of the file of an item; `path` leads from the item. */
export function fixOf(
  item: CiItem,
  safety: Fix['safety'],
  title: string,
  changes: readonly (
    | { readonly op: 'set'; readonly at: DocumentPath; readonly value: Extract<Change, { op: 'set' }>['value'] }
    | { readonly op: 'remove'; readonly at: DocumentPath }
  )[],
): Fix | undefined {
  const base = item.where.path;
  if (base === undefined) return undefined;
  return {
    safety,
    title,
    file: item.where.file,
    document: item.where.document ?? 0,
    changes: changes.map((it) =>
      it.op === 'set'
        ? { op: 'set', path: [...base, ...it.at], value: it.value }
        : { op: 'remove', path: [...base, ...it.at] },
    ),
  };
}

export function toVerdict(item: CiItem, subject: Subject, answer: Answer): readonly Verdict[] {
  if (answer === undefined) return [];
  if (answer === 'pass') return [{ status: 'pass', subject }];
  if ('unknown' in answer) return [{ status: 'unknown', subject, reason: answer.unknown }];
  const { summary, at, note, from, also = [], severity, confidence, next, fix } = answer;
  return [
    {
      status: 'fail',
      subject,
      // A path keeps its letters.
      summary: /^[a-z]+ /.test(summary) ? summary.charAt(0).toUpperCase() + summary.slice(1) : summary,
      evidence: [evidenceAt(from === undefined ? item : { where: from }, at, note), ...also],
      ...(severity === undefined ? {} : { severity }),
      ...(confidence === undefined ? {} : { confidence }),
      ...(next === undefined ? {} : { next }),
      ...(fix === undefined ? {} : { fix }),
    },
  ];
}

type Who = Provider | readonly Provider[] | undefined;

function views(inventory: Inventory, who: Who): readonly JobView[] {
  if (who === undefined || typeof who === 'string') return jobViews(inventory, who);
  return jobViews(inventory).filter((it) => who.includes(it.job.provider));
}

export function* judgeSteps(
  inventory: Inventory,
  who: Who,
  judge: (step: CiStep, view: JobView) => Answer,
): Iterable<Verdict> {
  for (const view of views(inventory, who))
    for (const step of view.steps)
      yield* toVerdict(step, { kind: 'pipeline-step', id: step.id, name: stepName(step, view) }, judge(step, view));
}

/** Jobs of pipelines, without the one that stands for a composite action. */
export function* judgeJobs(inventory: Inventory, who: Who, judge: (view: JobView) => Answer): Iterable<Verdict> {
  for (const view of views(inventory, who)) {
    if (view.pipeline.type === 'action') continue;
    const { job, pipeline } = view;
    yield* toVerdict(
      job,
      { kind: 'pipeline-job', id: job.id, name: `${pipeline.where.file}: ${job.name}` },
      judge(view),
    );
  }
}

export function* judgePipelines(
  inventory: Inventory,
  type: CiPipeline['type'],
  judge: (pipeline: CiPipeline, jobs: readonly JobView[]) => Answer,
): Iterable<Verdict> {
  for (const pipeline of inventory.of('ci.pipeline')) {
    if (pipeline.type !== type) continue;
    const jobs = jobsOfPipeline(inventory, pipeline.id);
    yield* toVerdict(pipeline, { kind: 'pipeline', id: pipeline.id, name: pipeline.where.file }, judge(pipeline, jobs));
  }
}

/** Answers on everything that has expressions and an environment: pipelines, jobs, steps. */
export function* judgeOwners(
  inventory: Inventory,
  who: Who,
  judge: (item: CiPipeline | CiJob | CiStep, view: JobView, text: string) => Answer,
): Iterable<Verdict> {
  const seen = new Set<string>();
  for (const view of views(inventory, who)) {
    const { pipeline, job } = view;
    if (!seen.has(pipeline.id)) {
      seen.add(pipeline.id);
      const subject = { kind: 'pipeline', id: pipeline.id, name: pipeline.where.file };
      yield* toVerdict(pipeline, subject, judge(pipeline, view, pipeline.where.file));
    }
    const subject = { kind: 'pipeline-job', id: job.id, name: `${pipeline.where.file}: ${job.name}` };
    yield* toVerdict(job, subject, judge(job, view, jobText(job, pipeline)));
    for (const step of view.steps)
      yield* toVerdict(
        step,
        { kind: 'pipeline-step', id: step.id, name: stepName(step, view) },
        judge(step, view, stepText(step, view)),
      );
  }
}
