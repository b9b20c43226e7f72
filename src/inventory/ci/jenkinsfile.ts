// SPDX-License-Identifier: Apache-2.0
// Jenkins: the declarative parts of a Jenkinsfile (agent, environment, stages, shell steps, withCredentials). Scripted pipelines and
// shared libraries are programs: that they are not read is said.
//
// Source: https://www.jenkins.io/doc/book/pipeline/syntax/
import type { CiJob, CiPipeline, CiStep } from '../../model/inventory/ci.ts';
import type { Item } from '../../model/inventory/item.ts';
import type { InventoryFile, InventoryReader, ReadContext } from '../reader.ts';
import { collectedAll } from './github-workflow.ts';
import { type GroovyBlock, readGroovy } from './groovy.ts';
import { createKeys, withoutSecrets } from './values.ts';

const shells = new Set(['sh', 'bat', 'powershell', 'pwsh']);
/** Parameters of credential bindings that name a variable. */
const variableParameters =
  /(?:\b|[a-z])(variable|usernameVariable|passwordVariable|tokenVariable|keyFileVariable|passphraseVariable|keystoreVariable|aliasVariable|accessKeyVariable|secretKeyVariable|secretVariable)\s*:\s*""/gi;

function firstWord(block: GroovyBlock): string {
  return /^[\w.@]+/.exec(block.head)?.[0] ?? '';
}

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

/** Variables that `withCredentials([...])` binds. */
function boundBy(block: GroovyBlock): readonly string[] {
  const names: string[] = [];
  let text = -1;
  const heads = block.head.split('""');
  for (const [index, piece] of heads.entries()) {
    variableParameters.lastIndex = 0;
    text = index;
    if (variableParameters.test(`${piece}""`) && /ariable\s*:\s*$/.test(piece)) {
      const name = block.texts[text]?.value;
      if (name !== undefined && /^[A-Za-z_]\w*$/.test(name)) names.push(name);
    }
  }
  return names;
}

function environmentOf(bound: readonly Bound[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    bound.flatMap(({ name, id }) => ['', '_USR', '_PSW'].map((end) => [`${name}${end}`, `credentials(${id})`])),
  );
}

/** `agent any`, `agent { label 'x' }`, `agent { docker { image 'x' } }`. */
function agentOf(
  block: GroovyBlock,
): { readonly runsOn: readonly string[]; readonly image: string | undefined } | undefined {
  const found = block.body.find((it) => firstWord(it) === 'agent');
  if (found === undefined) return undefined;
  if (!found.hasBody)
    return { runsOn: [/^agent\s+(\w+)/.exec(found.head)?.[1] ?? found.texts[0]?.value ?? 'any'], image: undefined };
  const all = [...found.body, ...found.body.flatMap((it) => it.body)];
  const label = all.find((it) => /^(?:label|inheritFrom)\b/.test(it.head))?.texts[0]?.value;
  const image = all.find((it) => /^(?:image|docker)\b/.test(it.head) && it.texts.length > 0)?.texts[0]?.value;
  return { runsOn: label === undefined ? [] : [label], image };
}

interface Scope {
  readonly pipeline: CiPipeline;
  readonly path: string;
  readonly where: (line: number) => CiJob['where'];
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
    const word = firstWord(block);
    const own = word === 'withCredentials' ? [...bound, ...boundBy(block)] : bound;
    const shell = shells.has(word) ? word : /(?:=|return)\s*(sh|bat|powershell|pwsh)\b/.exec(block.head)?.[1];
    // `script: "..."` may stand behind other parameters.
    const at = /\bscript\s*:\s*""/.exec(block.head);
    const index = at === null ? 0 : (block.head.slice(0, at.index + at[0].length).match(/""/g)?.length ?? 1) - 1;
    const script = shell === undefined ? undefined : block.texts[index];
    if (script !== undefined) {
      yield {
        kind: 'ci.step',
        id: `jenkins:step:${job.replace(/^jenkins:job:/, '')}/${keyOf(shell ?? 'sh')}`,
        provider: 'jenkins',
        where: scope.where(script.line),
        pipeline: scope.pipeline.id,
        job,
        index: count.next++,
        run: withoutSecrets(script.value),
        with: { shell: shell ?? 'sh' },
        env: Object.fromEntries(own.map((name) => [name, 'withCredentials'])),
        expressions: script.names.map((name) => ({
          at: ['run'],
          text: `$${name}`,
          refs: [name],
          yields: [name],
          calls: [],
          comparisons: [],
          valid: true,
        })),
      };
    }
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
      pipeline: scope.pipeline.id,
      name,
      runsOn: ownAgent?.runsOn ?? [],
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
    yield* stepsIn([...steps.body, ...(post?.body ?? [])], [], scope, id, createKeys(), { next: 0 });
  }
}

function* readFile(file: InventoryFile, context: ReadContext): Iterable<Item> {
  const blocks = readGroovy(file.text());
  const root = blocks.find((it) => it.hasBody && firstWord(it) === 'pipeline');
  const library = blocks.find((it) => it.head.startsWith('@Library'));
  const limits = [
    ...(root === undefined ? [`${file.name} is a scripted pipeline, which is a program and not read`] : []),
    ...(library === undefined
      ? []
      : [`${file.name} uses the shared library ${library.texts[0]?.value ?? ''}, whose steps are not read`]),
  ];
  collectedAll(context, 'jenkins', limits.length === 0 ? undefined : limits.join('; '));
  if (root === undefined) return;
  const where = (line: number): CiPipeline['where'] => context.where({ line });
  const credentials = credentialsOf(child(root, 'environment'));
  const pipeline: CiPipeline = {
    kind: 'ci.pipeline',
    id: `jenkins:pipeline:${file.path}`,
    provider: 'jenkins',
    where: where(root.line),
    type: 'jenkins',
    name: file.path.slice(file.path.lastIndexOf('/') + 1),
    root: file.path.includes('/') ? file.path.slice(0, file.path.lastIndexOf('/')) : '',
    file: file.path.slice(file.path.lastIndexOf('/') + 1),
    triggers: [],
    env: {},
    inputs: (child(root, 'parameters')?.body ?? []).flatMap((it) => {
      const name = /\bname\s*:\s*""/.exec(it.head) === null ? undefined : it.texts[0]?.value;
      return name === undefined ? [] : [{ name, type: firstWord(it) }];
    }),
    secrets: [],
    expressions: [],
    includes: [],
    credentials: credentials.map(({ name, line }) => ({ name, at: [], line })),
  };
  yield pipeline;
  yield* readStages(root, '', environmentOf(credentials), agentOf(root), { pipeline, path: file.path, where });
}

/** Pipelines of Jenkins. */
export const jenkinsfile: InventoryReader = {
  id: 'jenkins.pipeline',
  title: 'Jenkins pipelines',
  how: 'the folder of a repository: `Jenkinsfile`, in declarative syntax',
  claims: (file) => /(?:^|\/)(?:Jenkinsfile[^/]*|[^/]+\.jenkinsfile)$/i.test(file.path),
  read: readFile,
};
