// SPDX-License-Identifier: Apache-2.0
// GitLab CI: `.gitlab-ci.yml` and files of the repository that it includes. `extends` is followed inside a file; what is included
// from elsewhere is named, not read.
//
// Source: https://docs.gitlab.com/ci/yaml/
import { TokenwardError } from '../../model/error.ts';
import type { CiImage, CiJob, CiPipeline, CiStep } from '../../model/inventory/ci.ts';
import type { Item } from '../../model/inventory/item.ts';
import type { DocumentPath } from '../../model/inventory/provenance.ts';
import type { InventoryFile, InventoryReader, ReadContext } from '../reader.ts';
import { type Fields, fields, isFields } from '../values.ts';
import { parseYaml } from '../yaml-documents.ts';
import { collectedAll } from './github-workflow.ts';
import { field, imageOf, listOf, splitRoot, textMapOf, textOf, textsOf } from './values.ts';

const rootFile = /(?:^|\/)(?:\.gitlab-ci|[\w.-]+\.gitlab-ci)\.ya?ml$/i;
const folder = /(?:^|\/)\.gitlab\/(?:.*\/)?[^/]+\.ya?ml$|(?:^|\/)\.?gitlab-ci\/(?:.*\/)?[^/]+\.ya?ml$/i;
const jobLike = /^[ \t]+(?:script|before_script|extends|trigger)\s*:/m;
const keywords = new Set([
  'default',
  'include',
  'stages',
  'variables',
  'workflow',
  'image',
  'services',
  'before_script',
  'after_script',
  'cache',
  'spec',
  'types',
]);
const maxExtends = 11; // as GitLab itself

/** `extends`: maps are merged, everything else is replaced. */
function merge(base: Fields, over: Fields): Fields {
  const out = new Map(Object.entries(base));
  for (const [key, value] of Object.entries(over)) {
    const before = out.get(key);
    out.set(key, isFields(before) && isFields(value) ? merge(before, value) : value);
  }
  return Object.fromEntries(out);
}

/** Jobs with what they extend, each worked out once: several parents with parents of their own multiply. */
type Known = Map<string, Fields>;

function extended(root: Fields, job: Fields, known: Known, depth = 0): Fields {
  let base: Fields = {};
  for (const name of depth >= maxExtends ? [] : textsOf(job.extends)) {
    const parent = field(root, name);
    if (!isFields(parent)) continue;
    let whole = known.get(name);
    if (whole === undefined) {
      known.set(name, parent); // in a circle it stands for itself
      whole = extended(root, parent, known, depth + 1);
      known.set(name, whole);
    }
    base = merge(base, whole);
  }
  return merge(base, job);
}

/** Where a key of a job is written: in the job, in what it extends (the last counts), in `default`, or at the top. */
function writtenAt(root: Fields, name: string, key: string): DocumentPath {
  const seen = new Set<string>();
  const extendedAt = (job: string): DocumentPath | undefined => {
    const own = field(root, job);
    if (!isFields(own) || seen.has(job)) return undefined;
    seen.add(job);
    if (field(own, key) !== undefined) return [job];
    for (const parent of [...textsOf(own.extends)].reverse()) {
      const found = extendedAt(parent);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return extendedAt(name) ?? (field(field(root, 'default'), key) === undefined ? [] : ['default']);
}

type JobEvent = NonNullable<CiJob['events']>[number];

function eventOf(condition: string): JobEvent {
  if (/merge_request_event|CI_MERGE_REQUEST/.test(condition)) return 'merge-request';
  if (/CI_COMMIT_REF_PROTECTED\s*==\s*["']true/.test(condition)) return 'protected';
  if (
    /CI_COMMIT_BRANCH\s*==\s*(?:\$CI_DEFAULT_BRANCH|["'](?:main|master)["'])|CI_DEFAULT_BRANCH\s*==\s*\$CI_COMMIT_(?:BRANCH|REF_NAME)/.test(
      condition,
    )
  )
    return 'protected';
  if (/CI_COMMIT_TAG/.test(condition)) return 'tag';
  return 'any';
}

/** When a job runs. Without rules of its own those of the workflow count; without any, it runs for every branch. */
function eventsOf(job: Fields, root: Fields): readonly JobEvent[] {
  const rules = field(job, 'rules') ?? field(field(root, 'workflow'), 'rules');
  const only = field(job, 'only');
  if (field(job, 'rules') === undefined && only !== undefined) {
    const refs = textsOf(isFields(only) ? field(only, 'refs') : only);
    return [
      ...new Set(
        refs.map(
          (it): JobEvent =>
            it === 'merge_requests'
              ? 'merge-request'
              : it === 'tags'
                ? 'tag'
                : /^(?:main|master)$/.test(it)
                  ? 'protected'
                  : 'any',
        ),
      ),
    ];
  }
  if (rules === undefined) return ['any'];
  return [
    ...new Set(
      listOf(rules)
        .filter((it) => textOf(field(it, 'when')) !== 'never')
        .map((it): JobEvent => eventOf(textOf(field(it, 'if')) ?? '')),
    ),
  ];
}

/** Lists of lists come of anchors and `!reference`. */
function scriptOf(value: unknown): string | undefined {
  const flat = (it: unknown): readonly string[] => (Array.isArray(it) ? it.flatMap(flat) : textsOf(it));
  const lines = flat(value);
  return lines.length === 0 ? undefined : lines.join('\n');
}

function variablesOf(value: unknown): Readonly<Record<string, string>> {
  const plain = Object.entries(fields(value)).map(([name, it]) => [name, isFields(it) ? field(it, 'value') : it]);
  return textMapOf(Object.fromEntries(plain));
}

function includesOf(value: unknown): CiPipeline['includes'] {
  return listOf(value).flatMap((it, index): CiPipeline['includes'][number][] => {
    const at: DocumentPath = Array.isArray(value) ? ['include', index] : ['include'];
    const short = textOf(it);
    if (short !== undefined)
      return [{ type: /^https?:/i.test(short) ? 'remote' : 'local', name: short, integrity: false, at }];
    for (const type of ['local', 'project', 'remote', 'template', 'component'] as const) {
      const name = textOf(field(it, type));
      if (name === undefined) continue;
      const ref = textOf(field(it, 'ref')) ?? (type === 'component' ? /@(\S+)$/.exec(name)?.[1] : undefined);
      return [
        {
          type,
          name,
          ...(ref === undefined ? {} : { ref }),
          integrity: field(it, 'integrity') !== undefined,
          at: [...at, type],
        },
      ];
    }
    return [];
  });
}

function artifactsOf(value: unknown): CiJob['artifacts'] {
  if (!isFields(value)) return undefined;
  const access = textOf(field(value, 'access')) ?? (field(value, 'public') === false ? 'developer' : undefined);
  return {
    paths: textsOf(field(value, 'paths')),
    dotenv: textsOf(field(field(value, 'reports'), 'dotenv')),
    untracked: field(value, 'untracked') === true,
    ...(access === undefined ? {} : { access }),
  };
}

function* readJob(
  name: string,
  own: Fields,
  root: Fields,
  pipeline: CiPipeline,
  path: string,
  where: (at: DocumentPath) => CiJob['where'],
  known: Known,
): Iterable<CiJob | CiStep> {
  const standard = fields(field(root, 'default'));
  const job = extended(root, own, known);
  const pick = (key: string): unknown => field(job, key) ?? field(standard, key) ?? field(root, key);
  /** Images that the job takes over stand elsewhere. */
  const held = (image: CiImage | undefined, key: string): CiImage | undefined => {
    const holder = writtenAt(root, name, key);
    return image === undefined || (holder.length === 1 && holder[0] === name) ? image : { ...image, holder };
  };
  const container = held(imageOf(pick('image'), ['image']), 'image');
  const environment = textOf(field(job, 'environment')) ?? textOf(field(field(job, 'environment'), 'name'));
  const artifacts = artifactsOf(pick('artifacts'));
  const idTokens = Object.entries(fields(pick('id_tokens'))).map(([token, it]) => ({
    name: token,
    audiences: textsOf(field(it, 'aud')),
    at: ['id_tokens', token, 'aud'],
  }));
  const id = `gitlab:job:${path}:${name}`;
  const services = pick('services');
  yield {
    kind: 'ci.job',
    id,
    provider: 'gitlab',
    where: where([name]),
    pipeline: pipeline.id,
    name,
    ...(environment === undefined ? {} : { environment }),
    runsOn: textsOf(pick('tags')),
    ...(container === undefined ? {} : { container }),
    services: listOf(services).flatMap((it, index) => held(imageOf(it, ['services', index]), 'services') ?? []),
    with: {},
    env: variablesOf(field(job, 'variables')),
    needs: listOf(field(job, 'needs')).flatMap((it) => textOf(it) ?? textOf(field(it, 'job')) ?? []),
    outputs: {},
    expressions: [],
    events: eventsOf(job, root),
    idTokens,
    ...(artifacts === undefined ? {} : { artifacts }),
  };
  for (const [index, section] of (['before_script', 'script', 'after_script'] as const).entries()) {
    const run = scriptOf(pick(section));
    if (run === undefined) continue;
    yield {
      kind: 'ci.step',
      id: `gitlab:step:${path}:${name}/${section}`,
      provider: 'gitlab',
      where: where(writtenAt(root, name, section)),
      pipeline: pipeline.id,
      job: id,
      index,
      name: section,
      run,
      runAt: [section],
      with: {},
      env: {},
      expressions: [],
    };
  }
}

function documents(file: InventoryFile, context: ReadContext): readonly unknown[] {
  // `!reference [job, key]` is a tag of GitLab's own: without it, its list of two names remains. The places stay.
  const text = file.text().replace(/!reference\b/g, ' '.repeat(10));
  const problem = ({ code, message, position }: TokenwardError): void =>
    context.problem({ code, message, position: position ?? { file: file.name } });
  try {
    return parseYaml(text, file.name, '1.2', { onTwice: problem }).map((it) => it.value);
  } catch (error) {
    if (!(error instanceof TokenwardError)) throw error;
    problem(error);
    return [];
  }
}

function* readFile(file: InventoryFile, context: ReadContext): Iterable<Item> {
  collectedAll(context, 'gitlab');
  for (const [index, value] of documents(file, context).entries()) {
    // `spec:` alone is the header of a template.
    if (!isFields(value) || Object.keys(value).every((it) => it === 'spec')) continue;
    const where = (path: DocumentPath): CiPipeline['where'] => context.where({ document: index, path });
    const pipeline: CiPipeline = {
      kind: 'ci.pipeline',
      id: `gitlab:pipeline:${file.path}`,
      provider: 'gitlab',
      where: where([]),
      type: 'gitlab',
      name: file.path.slice(file.path.lastIndexOf('/') + 1),
      ...splitRoot(file.path, /(?:^|\/)\.gitlab(?:-ci)?[/.]/i),
      triggers: [],
      env: variablesOf(value.variables),
      inputs: [],
      secrets: [],
      expressions: [],
      includes: includesOf(value.include),
      credentials: [],
    };
    yield pipeline;
    const known: Known = new Map();
    for (const [name, it] of Object.entries(value))
      if (isFields(it) && !keywords.has(name) && !name.startsWith('.'))
        yield* readJob(name, it, value, pipeline, file.path, where, known);
  }
}

/** Pipelines of GitLab. */
export const gitlabPipeline: InventoryReader = {
  id: 'gitlab.pipeline',
  title: 'GitLab CI pipelines',
  how: 'the folder of a repository: `.gitlab-ci.yml` and what it includes; `glab ci config compile` prints all of it in one',
  claims: (file) =>
    rootFile.test(file.path) ||
    (folder.test(file.path) && jobLike.test(file.head)) ||
    (/\.ya?ml$/i.test(file.path) &&
      /^(?:stages|include|default|workflow)\s*:/m.test(file.head) &&
      /^[ \t]+(?:before_)?script\s*:/m.test(file.head) &&
      !/^(?:jobs|trigger|pool|steps|apiVersion)\s*:/m.test(file.head)),
  read: readFile,
};
