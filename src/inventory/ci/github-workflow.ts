// SPDX-License-Identifier: Apache-2.0
// GitHub Actions: workflows, and composite actions of the repository.
//
// Source: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax
import type { CiJob, CiPipeline, CiStep, CiUses } from '../../model/inventory/ci.ts';
import type { Item } from '../../model/inventory/item.ts';
import type { DocumentPath } from '../../model/inventory/provenance.ts';
import type { InventoryFile, InventoryReader, ReadContext } from '../reader.ts';
import { actionRuntime } from '../software/action-runtime.ts';
import { fields, isFields } from '../values.ts';
import { explainedPermissions, usesComments } from './comments.ts';
import { describeAll, describeCondition } from './expression.ts';
import {
  createKeys,
  field,
  imageOf,
  listOf,
  permissionsOf,
  splitRoot,
  textMapOf,
  textOf,
  textsOf,
  usesOf,
} from './values.ts';

const inFolder = /(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$/i;
const actionFile = /(?:^|\/)action\.ya?ml$/i;

/** Says that the kinds of this provider were collected, though a file may hold none of one. */
export function collectedAll(context: ReadContext, provider: CiPipeline['provider'], partly?: string): void {
  for (const kind of ['ci.pipeline', 'ci.job', 'ci.step'] as const)
    context.collected({
      kind,
      provider,
      complete: partly === undefined,
      ...(partly === undefined ? {} : { note: partly }),
    });
}

type Trigger = CiPipeline['triggers'][number];

function triggersOf(on: unknown): readonly Trigger[] {
  if (typeof on === 'string') return [{ event: on }];
  if (Array.isArray(on)) return textsOf(on).map((event) => ({ event }));
  return Object.entries(fields(on)).map(([event, filter]) => ({
    event,
    ...optional('types', textsOf(field(filter, 'types'))),
    ...optional('branches', textsOf(field(filter, 'branches'))),
    ...optional('tags', textsOf(field(filter, 'tags'))),
    ...optional('workflows', textsOf(field(filter, 'workflows'))),
  }));
}

function optional(name: string, list: readonly string[]): Readonly<Record<string, readonly string[]>> {
  return list.length === 0 ? {} : { [name]: list };
}

function inputsOf(value: unknown): readonly { readonly name: string; readonly type: string }[] {
  return Object.entries(fields(value)).map(([name, it]) => ({ name, type: textOf(field(it, 'type')) ?? 'string' }));
}

/** What the lines of a file say beyond its values. */
interface Remarks {
  /** The comment behind a `uses:`; asked for in the order of the file. */
  readonly behind: (uses: CiUses | undefined) => CiUses | undefined;
  readonly explained: ReadonlyMap<string, readonly string[]>;
}

function remarksOf(text: string): Remarks {
  const comments = usesComments(text);
  const asked = new Map<string, number>();
  return {
    behind(uses) {
      if (uses === undefined) return undefined;
      const times = asked.get(uses.raw) ?? 0;
      asked.set(uses.raw, times + 1);
      const comment = comments.get(uses.raw)?.[times];
      return comment === undefined || comment === '' ? uses : { ...uses, comment };
    },
    explained: explainedPermissions(text),
  };
}

function shellOf(value: unknown): string | undefined {
  return textOf(field(field(field(value, 'defaults'), 'run'), 'shell'));
}

/** What both have in common: a list of steps. */
function* steps(
  list: unknown,
  at: DocumentPath,
  owner: Pick<CiStep, 'pipeline' | 'job'>,
  where: (path: DocumentPath) => CiStep['where'],
  remarks: Remarks,
  standardShell: string | undefined,
): Iterable<CiStep> {
  const keyOf = createKeys();
  for (const [index, value] of listOf(list).entries()) {
    if (!isFields(value)) continue;
    const uses = remarks.behind(usesOf(value.uses));
    const run = textOf(value.run);
    const shell = run === undefined ? undefined : (textOf(value.shell) ?? standardShell);
    const name = textOf(value.name);
    const key = textOf(value.id);
    const condition = textOf(value.if);
    const wish =
      key ?? (uses === undefined ? (name ?? 'run') : `${uses.name}${uses.path === undefined ? '' : `/${uses.path}`}`);
    yield {
      kind: 'ci.step',
      id: `github:step:${owner.job.replace(/^github:job:/, '')}/${keyOf(wish)}`,
      provider: 'github',
      where: where([...at, index]),
      ...owner,
      index,
      ...(name === undefined ? {} : { name }),
      ...(key === undefined ? {} : { key }),
      ...(uses === undefined ? {} : { uses }),
      ...(run === undefined ? {} : { run, runAt: ['run'] }),
      ...(shell === undefined ? {} : { shell }),
      with: textMapOf(value.with),
      env: textMapOf(value.env),
      ...(condition === undefined ? {} : { if: condition }),
      expressions: [
        ...['run', 'with', 'env', 'name', 'working-directory', 'shell', 'continue-on-error'].flatMap((part) =>
          describeAll(field(value, part), [part]),
        ),
        ...describeCondition(field(value, 'if')),
      ],
    };
  }
}

function* readJobs(
  jobs: unknown,
  pipeline: CiPipeline,
  file: string,
  where: (path: DocumentPath) => CiJob['where'],
  remarks: Remarks,
  standardShell: string | undefined,
): Iterable<CiJob | CiStep> {
  for (const [name, value] of Object.entries(fields(jobs))) {
    if (!isFields(value)) continue;
    const at = ['jobs', name];
    const permissions = permissionsOf(field(value, 'permissions'));
    const environment = textOf(field(value, 'environment')) ?? textOf(field(field(value, 'environment'), 'name'));
    const container = imageOf(field(value, 'container'), ['container']);
    const uses = remarks.behind(usesOf(field(value, 'uses')));
    const explained = remarks.explained.get(name);
    const secrets = field(value, 'secrets');
    const condition = textOf(field(value, 'if'));
    const runsOn = field(value, 'runs-on');
    const job: CiJob = {
      kind: 'ci.job',
      id: `github:job:${file}:${name}`,
      provider: 'github',
      where: where(at),
      pipeline: pipeline.id,
      name,
      ...(permissions === undefined ? {} : { permissions }),
      ...(explained === undefined ? {} : { explained }),
      ...(environment === undefined ? {} : { environment }),
      runsOn: isFields(runsOn)
        ? [...textsOf(field(runsOn, 'labels')), ...textsOf(field(runsOn, 'group')).map((it) => `group:${it}`)]
        : textsOf(runsOn),
      ...(container === undefined ? {} : { container }),
      services: Object.entries(fields(field(value, 'services'))).flatMap(
        ([service, it]) => imageOf(it, ['services', service]) ?? [],
      ),
      ...(uses === undefined ? {} : { uses: uses.type === 'local' ? uses : { ...uses, type: 'workflow' as const } }),
      ...(secrets === 'inherit' ? { secrets } : isFields(secrets) ? { secrets: textMapOf(secrets) } : {}),
      with: textMapOf(field(value, 'with')),
      env: textMapOf(field(value, 'env')),
      ...(condition === undefined ? {} : { if: condition }),
      needs: textsOf(field(value, 'needs')),
      outputs: textMapOf(field(value, 'outputs')),
      expressions: [
        ...['env', 'with', 'secrets', 'container', 'services', 'runs-on', 'environment', 'strategy', 'outputs'].flatMap(
          (part) => describeAll(field(value, part), [part]),
        ),
        ...describeCondition(field(value, 'if')),
      ],
    };
    yield job;
    yield* steps(
      field(value, 'steps'),
      [...at, 'steps'],
      { pipeline: pipeline.id, job: job.id },
      where,
      remarks,
      shellOf(value) ?? standardShell,
    );
  }
}

function* readFile(file: InventoryFile, context: ReadContext): Iterable<Item> {
  collectedAll(context, 'github');
  for (const { value, index } of file.documents('1.2').slice(0, 1)) {
    if (!isFields(value)) continue;
    const where = (path: DocumentPath): CiPipeline['where'] => context.where({ document: index, path });
    const on = field(value, 'on');
    const action = on === undefined && field(value, 'jobs') === undefined;
    if (action && field(value, 'runs') === undefined) continue;
    const call = field(on, 'workflow_call');
    const inputs = action
      ? inputsOf(field(value, 'inputs'))
      : [call, field(on, 'workflow_dispatch')].flatMap((it) => inputsOf(field(it, 'inputs')));
    const permissions = permissionsOf(field(value, 'permissions'));
    const remarks = remarksOf(file.text());
    const explained = remarks.explained.get('');
    const pipeline: CiPipeline = {
      kind: 'ci.pipeline',
      id: `github:${action ? 'action' : 'workflow'}:${file.path}`,
      provider: 'github',
      where: where([]),
      type: action ? 'action' : 'workflow',
      name: textOf(field(value, 'name')) ?? file.path.slice(file.path.lastIndexOf('/') + 1),
      ...splitRoot(
        file.path,
        action
          ? /(?:^|\/)(?:\.github\/actions\/|[^/]+\/action\.ya?ml$|action\.ya?ml$)/i
          : /(?:^|\/)\.github\/workflows\//i,
      ),
      triggers: action ? [] : triggersOf(on),
      ...(permissions === undefined ? {} : { permissions }),
      ...(explained === undefined ? {} : { explained }),
      env: textMapOf(field(value, 'env')),
      inputs,
      secrets: Object.keys(fields(field(call, 'secrets'))),
      expressions: ['env', 'run-name', 'concurrency'].flatMap((part) => describeAll(field(value, part), [part])),
      includes: [],
      credentials: [],
    };
    yield pipeline;
    if (!action) {
      yield* readJobs(field(value, 'jobs'), pipeline, file.path, where, remarks, shellOf(value));
      continue;
    }
    const runtime = actionRuntime(
      field(field(value, 'runs'), 'using'),
      file.path,
      pipeline.name,
      where(['runs', 'using']),
    );
    if (runtime !== undefined) yield runtime;
    // A composite action is one job, which runs with the rights of whoever uses it.
    const job: CiJob = {
      kind: 'ci.job',
      id: `github:job:${file.path}:runs`,
      provider: 'github',
      where: where(['runs']),
      pipeline: pipeline.id,
      name: 'runs',
      runsOn: [],
      services: [],
      with: {},
      env: {},
      needs: [],
      outputs: {},
      expressions: [],
    };
    yield job;
    yield* steps(
      field(field(value, 'runs'), 'steps'),
      ['runs', 'steps'],
      { pipeline: pipeline.id, job: job.id },
      where,
      remarks,
      undefined,
    );
  }
}

/** Workflows of GitHub Actions. */
export const githubWorkflow: InventoryReader = {
  id: 'github.workflow',
  title: 'GitHub Actions workflows and composite actions',
  how: 'the folder of a repository: `.github/workflows/*.yml` and `action.yml`',
  claims: (file) =>
    inFolder.test(file.path) ||
    (actionFile.test(file.path) && /^runs\s*:/m.test(file.head)) ||
    (/\.ya?ml$/i.test(file.path) && /^(?:on|'on'|"on")\s*:/m.test(file.head) && /^jobs\s*:/m.test(file.head)),
  read: readFile,
};
