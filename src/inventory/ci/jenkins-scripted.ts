// SPDX-License-Identifier: Apache-2.0
// Scripted pipelines of Jenkins. They are programs: blocks are read by the names that Jenkins gives them (node, stage,
// withCredentials), whatever loops, conditions and functions stand around them. What runs when is not known.
//
// Source: https://www.jenkins.io/doc/book/pipeline/syntax/#scripted-pipeline
import type { CiJob, CiPipeline, CiStep } from '../../model/inventory/ci.ts';
import type { Item } from '../../model/inventory/item.ts';
import type { GroovyBlock } from './groovy.ts';
import { boundBy, firstWord, type Scope, stepOf } from './jenkins-steps.ts';
import { createKeys } from './values.ts';

interface Place {
  readonly stage: string;
  readonly runsOn: readonly string[];
  readonly bound: readonly string[];
  readonly image: string | undefined;
}

interface Found {
  readonly job: CiJob;
  readonly steps: CiStep[];
  readonly keyOf: (wish: string) => string;
  readonly count: { next: number };
}

/** `node('label')`, `node(LABEL)`, `node`. */
function labelOf(block: GroovyBlock): string {
  return block.texts[0]?.value ?? /^node \( ([\w.]+)/.exec(block.head)?.[1] ?? 'any';
}

function stagesIn(blocks: readonly GroovyBlock[]): number {
  return blocks.reduce(
    (sum, block) => sum + (block.hasBody && firstWord(block) === 'stage' ? 1 : 0) + stagesIn(block.body),
    0,
  );
}

class Reader {
  readonly jobs = new Map<string, Found>();
  readonly credentials: { readonly name: string; readonly at: readonly string[]; readonly line: number }[] = [];
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  walk(blocks: readonly GroovyBlock[], place: Place): void {
    for (const block of blocks) {
      const word = firstWord(block);
      const here = this.#enter(block, word, place);
      const found = this.jobs.get(here.stage);
      const job = found?.job.id ?? `jenkins:job:${this.#scope.path}:${here.stage}`;
      const keyOf = found?.keyOf ?? createKeys();
      const count = found?.count ?? { next: 0 };
      const step = stepOf(block, here.bound, this.#scope, job, keyOf, count);
      if (step !== undefined) this.#add(here, job, step, keyOf, count, block.line);
      this.walk(block.body, here);
    }
  }

  #enter(block: GroovyBlock, word: string, place: Place): Place {
    if (!block.hasBody) return place;
    if (word === 'node') return { ...place, runsOn: [labelOf(block)] };
    if (word === 'stage') {
      const name = block.texts[0]?.value ?? 'stage';
      return { ...place, stage: place.stage === '' ? name : `${place.stage}/${name}` };
    }
    if (word === 'docker.image' && /\. inside|\.inside/.test(block.head))
      return { ...place, image: block.texts[0]?.value };
    const names = boundBy(block);
    if (names.length === 0) return place;
    // Around several stages they are what a declarative pipeline binds for all of them.
    if (stagesIn(block.body) > 1) {
      for (const name of names) this.credentials.push({ name, at: [], line: block.line });
    }
    return { ...place, bound: [...place.bound, ...names] };
  }

  #add(place: Place, id: string, step: CiStep, keyOf: Found['keyOf'], count: Found['count'], line: number): void {
    const before = this.jobs.get(place.stage);
    if (before !== undefined) {
      before.steps.push(step);
      return;
    }
    const { image } = place;
    const job: CiJob = {
      kind: 'ci.job',
      id,
      provider: 'jenkins',
      where: this.#scope.where(line),
      pipeline: this.#scope.pipeline,
      name: place.stage === '' ? 'node' : place.stage,
      runsOn: place.runsOn,
      ...(image === undefined
        ? {}
        : { container: { image, at: [], pinned: /@sha256:[0-9a-f]{64}$/.test(image), literalCredentials: [] } }),
      services: [],
      with: {},
      env: {},
      needs: [],
      outputs: {},
      expressions: [],
    };
    this.jobs.set(place.stage, { job, steps: [step], keyOf, count });
  }
}

/**
 * What a program shows of itself. One that shows nothing, as a call into a shared library, gives nothing.
 *
 * @param pipelineOf the pipeline, by the line on which it begins and what it binds for several stages
 */
export function* readScripted(
  blocks: readonly GroovyBlock[],
  pipelineOf: (line: number, credentials: CiPipeline['credentials']) => CiPipeline,
  file: Omit<Scope, 'pipeline'>,
): Iterable<Item> {
  const reader = new Reader({ ...file, pipeline: `jenkins:pipeline:${file.path}` });
  reader.walk(blocks, { stage: '', runsOn: [], bound: [], image: undefined });
  const [first] = reader.jobs.values();
  if (first === undefined) return;
  yield pipelineOf(first.job.where.line ?? 1, reader.credentials);
  for (const { job, steps } of reader.jobs.values()) {
    yield job;
    yield* steps;
  }
}
