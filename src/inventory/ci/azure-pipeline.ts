// SPDX-License-Identifier: Apache-2.0
// Azure Pipelines: `azure-pipelines.yml` and templates. `${{ if }}` and `${{ each }}` are read as if they held.
//
// Source: https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/
import type { CiExpression, CiJob, CiPipeline, CiStep } from '../../model/inventory/ci.ts';
import type { Item } from '../../model/inventory/item.ts';
import type { DocumentPath } from '../../model/inventory/provenance.ts';
import type { InventoryFile, InventoryReader, ReadContext } from '../reader.ts';
import { type Fields, fields, isFields } from '../values.ts';
import { describeAll } from './expression.ts';
import { collectedAll } from './github-workflow.ts';
import { createKeys, field, imageOf, listOf, splitRoot, textMapOf, textOf, textsOf } from './values.ts';

const named = /(?:^|\/)\.?azure-pipelines?[^/]*\.ya?ml$/i;
const folder = /(?:^|\/)(?:\.azuredevops|\.azure-pipelines|\.pipelines|azure-pipelines)\/(?:.*\/)?[^/]+\.ya?ml$/i;
const stepLike =
  /^\s*-\s+(?:task\s*:\s*['"]?[\w.-]+@\d|script\s*:|bash\s*:|pwsh\s*:|powershell\s*:|stage\s*:|job\s*:|deployment\s*:|checkout\s*:|template\s*:)/m;
const scripts = ['script', 'bash', 'pwsh', 'powershell'] as const;
/** Inputs of tasks that are run as a script. */
const scriptInputs = /^(?:script|inlineScript|inline)$/i;
const maxDepth = 20;

interface Placed {
  readonly value: Fields;
  readonly at: DocumentPath;
}

function isTemplateKey(key: string): boolean {
  return key.startsWith('${' + '{');
}

/** Entries of a list, those under template conditions and loops among them. */
function entriesOf(value: unknown, at: DocumentPath, depth = 0): readonly Placed[] {
  if (!Array.isArray(value) || depth > maxDepth) return [];
  return value.flatMap((it: unknown, index): readonly Placed[] => {
    if (!isFields(it)) return [];
    const keys = Object.keys(it);
    if (keys.length > 0 && keys.every(isTemplateKey))
      return keys.flatMap((key) => entriesOf(field(it, key), [...at, index, key], depth + 1));
    return [{ value: it, at: [...at, index] }];
  });
}

/** `$(Name)` puts the value of a variable into a text before it runs. */
function macros(value: unknown, at: DocumentPath): readonly CiExpression[] {
  const found = textOf(value) ?? '';
  return [...found.matchAll(/\$\(([A-Za-z_][\w.]*)\)/g)].map(([all, name = '']) => ({
    at,
    text: all,
    refs: [name],
    yields: [name],
    calls: [],
    comparisons: [],
    valid: true,
  }));
}

function expressionsOf(value: unknown, at: DocumentPath): readonly CiExpression[] {
  return [...describeAll(value, at), ...macros(value, at)];
}

interface Variables {
  readonly env: Readonly<Record<string, string>>;
  readonly envAt: Readonly<Record<string, DocumentPath>>;
  readonly groups: readonly { readonly name: string; readonly at: DocumentPath }[];
}

function variablesOf(value: unknown): Variables {
  if (isFields(value)) return { env: textMapOf(value), envAt: {}, groups: [] };
  const entries = entriesOf(value, ['variables']);
  return {
    env: textMapOf(
      Object.fromEntries(
        entries.flatMap(({ value: it }) => (textOf(it.name) === undefined ? [] : [[textOf(it.name), it.value]])),
      ),
    ),
    envAt: Object.fromEntries(
      entries.flatMap(({ value: it, at }): [string, DocumentPath][] => {
        const name = textOf(it.name);
        return name === undefined ? [] : [[name, at]];
      }),
    ),
    groups: entries.flatMap(({ value: it, at }) =>
      textOf(it.group) === undefined ? [] : [{ name: textOf(it.group) ?? '', at: [...at, 'group'] }],
    ),
  };
}

/** Pull requests start a pipeline unless `pr: none` says no; of Azure Repos a branch policy decides. */
function triggersOf(value: Fields): CiPipeline['triggers'] {
  const of = (event: string, it: unknown): CiPipeline['triggers'] => {
    if (it === 'none') return [];
    const branches = textsOf(isFields(it) ? field(field(it, 'branches'), 'include') : it);
    return [{ event, ...(branches.length === 0 ? {} : { branches }) }];
  };
  return [
    ...of('push', value.trigger),
    ...of(value.pr === undefined ? 'pr-default' : 'pr', value.pr),
    ...(value.schedules === undefined ? [] : [{ event: 'schedule' }]),
  ];
}

function readStep(
  { value, at }: Placed,
  index: number,
  owner: Pick<CiStep, 'pipeline' | 'job'>,
  keyOf: (wish: string) => string,
  where: (path: DocumentPath) => CiStep['where'],
): CiStep {
  const kind = scripts.find((it) => value[it] !== undefined);
  const task = textOf(value.task);
  const template = textOf(value.template);
  const inputs = fields(field(value, 'inputs'));
  const scriptInput = Object.keys(inputs).find((it) => scriptInputs.test(it));
  const run =
    kind === undefined ? (scriptInput === undefined ? undefined : textOf(inputs[scriptInput])) : textOf(value[kind]);
  const runAt: DocumentPath = kind === undefined ? ['inputs', scriptInput ?? ''] : [kind];
  const [taskName = '', version] = (task ?? '').split('@');
  const name = textOf(value.displayName);
  const checkout = textOf(value.checkout);
  const uses =
    task !== undefined
      ? {
          raw: task,
          type: 'task' as const,
          name: taskName,
          ...(version === undefined ? {} : { ref: version }),
          pinned: false,
        }
      : template !== undefined
        ? { raw: template, type: 'local' as const, name: template, pinned: true }
        : checkout !== undefined
          ? { raw: `checkout: ${checkout}`, type: 'task' as const, name: 'checkout', pinned: false }
          : undefined;
  return {
    kind: 'ci.step',
    id: `azure-devops:step:${owner.job.replace(/^azure-devops:job:/, '')}/${keyOf(textOf(value.name) ?? name ?? (taskName || kind || 'step'))}`,
    provider: 'azure-devops',
    where: where(at),
    ...owner,
    index,
    ...(name === undefined ? {} : { name }),
    ...(uses === undefined ? {} : { uses }),
    ...(run === undefined ? {} : { run, runAt }),
    with: {
      ...textMapOf(inputs),
      ...(checkout === undefined ? {} : textMapOf({ persistCredentials: value.persistCredentials })),
    },
    env: textMapOf(field(value, 'env')),
    expressions: [
      ...(run === undefined
        ? []
        : expressionsOf(field(kind === undefined ? inputs : value, String(runAt.at(-1))), ['run'])),
      ...Object.entries(inputs).flatMap(([key, it]) => (key === scriptInput ? [] : expressionsOf(it, ['inputs', key]))),
      ...Object.entries(fields(field(value, 'env'))).flatMap(([key, it]) => expressionsOf(it, ['env', key])),
    ],
  };
}

/** Lists of steps of a job: its own, and those of a deployment's life cycle. */
function stepsOf(job: Fields): readonly Placed[] {
  const hooks = ['preDeploy', 'deploy', 'routeTraffic', 'postRouteTraffic'];
  const strategies = ['runOnce', 'rolling', 'canary'];
  return [
    ...entriesOf(job.steps, ['steps']),
    ...strategies.flatMap((strategy) =>
      hooks.flatMap((hook) =>
        entriesOf(field(field(field(field(job, 'strategy'), strategy), hook), 'steps'), [
          'strategy',
          strategy,
          hook,
          'steps',
        ]),
      ),
    ),
  ];
}

function* readJob(
  { value, at }: Placed,
  name: string,
  pipeline: CiPipeline,
  path: string,
  where: (path: DocumentPath) => CiJob['where'],
): Iterable<CiJob | CiStep> {
  const id = `azure-devops:job:${path}:${name}`;
  const environment = textOf(field(value, 'environment')) ?? textOf(field(field(value, 'environment'), 'name'));
  const container = imageOf(field(value, 'container'), ['container']);
  const pool = field(value, 'pool');
  const { env, envAt } = variablesOf(field(value, 'variables'));
  yield {
    kind: 'ci.job',
    id,
    provider: 'azure-devops',
    where: where(at),
    pipeline: pipeline.id,
    name,
    ...(environment === undefined ? {} : { environment }),
    runsOn: [...textsOf(field(pool, 'vmImage')), ...textsOf(field(pool, 'name') ?? pool)],
    ...(container === undefined ? {} : { container }),
    services: [],
    with: {},
    env,
    envAt,
    needs: textsOf(field(value, 'dependsOn')),
    outputs: {},
    expressions: [],
  };
  const keyOf = createKeys();
  for (const [index, step] of stepsOf(value).entries())
    yield readStep(
      { value: step.value, at: [...at, ...step.at] },
      index,
      { pipeline: pipeline.id, job: id },
      keyOf,
      where,
    );
}

function jobsOf(list: unknown, at: DocumentPath, stage: string): readonly (Placed & { readonly name: string })[] {
  return entriesOf(list, at).flatMap((it, index) => {
    const name = textOf(it.value.job) ?? textOf(it.value.deployment);
    return it.value.template !== undefined && name === undefined
      ? []
      : [{ ...it, name: `${stage}${name ?? `job${index + 1}`}` }];
  });
}

function* readFile(file: InventoryFile, context: ReadContext): Iterable<Item> {
  collectedAll(context, 'azure-devops');
  for (const { value, index } of file.documents('1.2').slice(0, 1)) {
    if (!isFields(value)) continue;
    const where = (path: DocumentPath): CiPipeline['where'] => context.where({ document: index, path });
    const { env, envAt, groups } = variablesOf(value.variables);
    const extending = fields(field(value, 'extends'));
    const body = fields(field(extending, 'parameters'));
    const pipeline: CiPipeline = {
      kind: 'ci.pipeline',
      id: `azure-devops:pipeline:${file.path}`,
      provider: 'azure-devops',
      where: where([]),
      type: 'azure',
      name: textOf(value.name) ?? file.path.slice(file.path.lastIndexOf('/') + 1),
      ...splitRoot(file.path, /(?:^|\/)\.?azure-?(?:pipelines?|devops)[^/]*/i),
      triggers:
        value.trigger === undefined &&
        value.pr === undefined &&
        value.parameters !== undefined &&
        !named.test(file.path)
          ? []
          : triggersOf(value),
      env,
      envAt,
      inputs: entriesOf(value.parameters, ['parameters']).map(({ value: it }) => ({
        name: textOf(it.name) ?? '',
        type: Array.isArray(it.values) ? 'choice' : (textOf(it.type) ?? 'string'),
      })),
      secrets: [],
      expressions: [],
      includes: listOf(field(field(value, 'resources'), 'repositories')).flatMap((it, at) => {
        const name = textOf(field(it, 'name'));
        const ref = textOf(field(it, 'ref'));
        return name === undefined
          ? []
          : [
              {
                type: 'repository' as const,
                name,
                ...(ref === undefined ? {} : { ref }),
                integrity: false,
                at: ['resources', 'repositories', at],
              },
            ];
      }),
      credentials: groups,
    };
    yield pipeline;
    const stages = [
      ...entriesOf(value.stages, ['stages']),
      ...entriesOf(field(body, 'stages'), ['extends', 'parameters', 'stages']),
    ];
    const jobs = [
      ...stages.flatMap((it, at) =>
        jobsOf(it.value.jobs, [...it.at, 'jobs'], `${textOf(it.value.stage) ?? `stage${at + 1}`}/`),
      ),
      ...jobsOf(value.jobs, ['jobs'], ''),
      ...jobsOf(field(body, 'jobs'), ['extends', 'parameters', 'jobs'], ''),
      ...(value.steps === undefined ? [] : [{ value, at: [], name: 'job' }]),
    ];
    for (const job of jobs) yield* readJob(job, job.name, pipeline, file.path, where);
  }
}

/** Pipelines of Azure DevOps. */
export const azurePipeline: InventoryReader = {
  id: 'azure-devops.pipeline',
  title: 'Azure Pipelines',
  how: 'the folder of a repository: `azure-pipelines.yml` and its templates',
  claims: (file) =>
    named.test(file.path) ||
    (folder.test(file.path) && stepLike.test(file.head)) ||
    (/\.ya?ml$/i.test(file.path) &&
      /^(?:trigger|pr|pool|stages|jobs|steps|extends)\s*:/m.test(file.head) &&
      /^\s*-\s+(?:task\s*:\s*['"]?\w+@\d|stage\s*:|job\s*:|deployment\s*:|checkout\s*:)/m.test(file.head) &&
      !/^on\s*:/m.test(file.head)),
  read: readFile,
};
