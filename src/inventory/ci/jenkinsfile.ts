// SPDX-License-Identifier: Apache-2.0
// Jenkins: the declarative parts of a Jenkinsfile (agent, environment, stages, shell steps, withCredentials). Of scripted
// pipelines, which are programs, see jenkins-scripted.ts. Shared libraries are not read, which is said.
//
// Source: https://www.jenkins.io/doc/book/pipeline/syntax/
import type { CiJob, CiPipeline, CiStep } from '../../model/inventory/ci.ts';
import type { Item } from '../../model/inventory/item.ts';
import type { InventoryFile, InventoryReader, ReadContext } from '../reader.ts';
import { collectedAll } from './github-workflow.ts';
import { type GroovyBlock, readGroovy } from './groovy.ts';
import { readScripted } from './jenkins-scripted.ts';
import { boundBy, firstWord, type Scope, stepOf } from './jenkins-steps.ts';
import { createKeys } from './values.ts';

function child(block: GroovyBlock, name: string): GroovyBlock | undefined {
  return block.body.find((it) => it.hasBody && firstWord(it) === name);
}

interface Bound {
  readonly name: string;
  readonly id: string;
  readonly line: number;
}

/** `X = credentials('id')` of an environment block. */
function credentialsOf(block: GroovyBlock | undefined): readonly Bound[] {
  return (block?.body ?? []).flatMap((it): Bound[] => {
    const name = /^([A-Za-z_]\w*)\s*=\s*credentials\b/.exec(it.head)?.[1];
    return name === undefined ? [] : [{ name, id: it.texts[0]?.value ?? '', line: it.line }];
  });
}

function environmentOf(bound: readonly Bound[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    bound.flatMap(({ name, id }) => ['', '_USR', '_PSW'].map((end) => [`${name}${end}`, `credentials(${id})`])),
  );
}

/** `agent any`, `agent { label 'x' }`, `agent { docker { image 'x' } }`. */
function agentOf(
  block: GroovyBlock,
): { readonly runsOn: readonly string[]; readonly image: string | undefined; readonly line: number } | undefined {
  const found = block.body.find((it) => firstWord(it) === 'agent');
  if (found === undefined) return undefined;
  const { line } = found;
  if (!found.hasBody)
    return {
      runsOn: [/^agent\s+(\w+)/.exec(found.head)?.[1] ?? found.texts[0]?.value ?? 'any'],
      image: undefined,
      line,
    };
  const all = [...found.body, ...found.body.flatMap((it) => it.body)];
  const label = all.find((it) => /^(?:label|inheritFrom)\b/.test(it.head))?.texts[0]?.value;
  const image = all.find((it) => /^(?:image|docker)\b/.test(it.head) && it.texts.length > 0)?.texts[0]?.value;
  return { runsOn: label === undefined ? [] : [label], image, line };
}

function* stepsIn(
  blocks: readonly GroovyBlock[],
  bound: readonly string[],
  scope: Scope,
  job: string,
  keyOf: (wish: string) => string,
  count: { next: number },
): Iterable<CiStep> {
  for (const block of blocks) {
    const own = block.hasBody ? [...bound, ...boundBy(block)] : bound;
    const step = stepOf(block, own, scope, job, keyOf, count);
    if (step !== undefined) yield step;
    if (block.hasBody) yield* stepsIn(block.body, own, scope, job, keyOf, count);
  }
}

function* readStages(
  block: GroovyBlock,
  prefix: string,
  env: Readonly<Record<string, string>>,
  agent: ReturnType<typeof agentOf>,
  scope: Scope,
): Iterable<CiJob | CiStep> {
  for (const stage of [...(child(block, 'stages')?.body ?? []), ...(child(block, 'parallel')?.body ?? [])]) {
    if (firstWord(stage) !== 'stage' || !stage.hasBody) continue;
    const name = `${prefix}${stage.texts[0]?.value ?? 'stage'}`;
    const ownEnv = { ...env, ...environmentOf(credentialsOf(child(stage, 'environment'))) };
    const ownAgent = agentOf(stage) ?? agent;
    yield* readStages(stage, `${name}/`, ownEnv, ownAgent, scope);
    const steps = child(stage, 'steps');
    if (steps === undefined) continue;
    const id = `jenkins:job:${scope.path}:${name}`;
    const image = ownAgent?.image;
    yield {
      kind: 'ci.job',
      id,
      provider: 'jenkins',
      where: scope.where(stage.line),
      pipeline: scope.pipeline,
      name,
      runsOn: ownAgent?.runsOn ?? [],
      ...(ownAgent === undefined ? {} : { agentLine: ownAgent.line }),
      ...(image === undefined
        ? {}
        : { container: { image, at: [], pinned: /@sha256:[0-9a-f]{64}$/.test(image), literalCredentials: [] } }),
      services: [],
      with: {},
      env: ownEnv,
      needs: [],
      outputs: {},
      expressions: [],
    };
    const post = child(stage, 'post');
    yield* stepsIn(
      [...steps.body, ...(post?.body ?? [])],
      [],
      { ...scope, secrets: Object.keys(ownEnv) },
      id,
      createKeys(),
      { next: 0 },
    );
  }
}

function pipelineOf(file: InventoryFile, where: CiPipeline['where']): CiPipeline {
  return {
    kind: 'ci.pipeline',
    id: `jenkins:pipeline:${file.path}`,
    provider: 'jenkins',
    where,
    type: 'jenkins',
    name: file.path.slice(file.path.lastIndexOf('/') + 1),
    root: file.path.includes('/') ? file.path.slice(0, file.path.lastIndexOf('/')) : '',
    file: file.path.slice(file.path.lastIndexOf('/') + 1),
    triggers: [],
    env: {},
    inputs: [],
    secrets: [],
    expressions: [],
    includes: [],
    credentials: [],
  };
}

function* readFile(file: InventoryFile, context: ReadContext): Iterable<Item> {
  const blocks = readGroovy(file.text());
  const root = blocks.find((it) => it.hasBody && firstWord(it) === 'pipeline');
  const library = blocks.find((it) => it.head.startsWith('@Library'));
  const limits = [
    ...(root === undefined
      ? [`${file.name} is a scripted pipeline, a program of which stages, shell steps and withCredentials are read`]
      : []),
    ...(library === undefined
      ? []
      : [`${file.name} uses the shared library ${library.texts[0]?.value ?? ''}, whose steps are not read`]),
  ];
  collectedAll(context, 'jenkins', limits.length === 0 ? undefined : limits.join('; '));
  const where = (line: number): CiPipeline['where'] => context.where({ line });
  if (root === undefined) {
    yield* readScripted(
      blocks,
      (line, credentials) => ({
        ...pipelineOf(file, where(line)),
        credentials,
      }),
      { path: file.path, where },
    );
    return;
  }
  const credentials = credentialsOf(child(root, 'environment'));
  const pipeline: CiPipeline = {
    ...pipelineOf(file, where(root.line)),
    inputs: (child(root, 'parameters')?.body ?? []).flatMap((it) => {
      const name = /\bname\s*:\s*""/.exec(it.head) === null ? undefined : it.texts[0]?.value;
      return name === undefined ? [] : [{ name, type: firstWord(it) }];
    }),
    credentials: credentials.map(({ name, line }) => ({ name, at: [], line })),
  };
  yield pipeline;
  yield* readStages(root, '', environmentOf(credentials), agentOf(root), {
    pipeline: pipeline.id,
    path: file.path,
    where,
  });
}

/** Pipelines of Jenkins. */
export const jenkinsfile: InventoryReader = {
  id: 'jenkins.pipeline',
  title: 'Jenkins pipelines',
  how: 'the folder of a repository: `Jenkinsfile`, declarative or, as far as its shape tells, scripted',
  claims: (file) => /(?:^|\/)(?:Jenkinsfile[^/]*|[^/]+\.jenkinsfile)$/i.test(file.path),
  read: readFile,
};
