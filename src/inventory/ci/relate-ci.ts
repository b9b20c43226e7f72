// SPDX-License-Identifier: Apache-2.0
// What a pipeline reaches: the secrets that it names, the cloud identities that it becomes, the code that it may change. Whoever
// changes what a pipeline runs has all of it.
import type { CiJob, CiPipeline, CiStep } from '../../model/inventory/ci.ts';
import type { Inventory } from '../../model/inventory/inventory.ts';
import type { Item } from '../../model/inventory/item.ts';
import type { Provenance } from '../../model/inventory/provenance.ts';

interface Reach {
  readonly to: string;
  readonly relation: 'can-read' | 'may-become' | 'can-change';
  readonly why: string;
  readonly where: Provenance;
  /** The node, where nothing else makes it. */
  readonly node?: { readonly type: string; readonly name: string };
}

function secretsIn(item: CiPipeline | CiJob | CiStep): readonly string[] {
  const refs = item.expressions.flatMap((it) => it.refs);
  return [...new Set(refs.flatMap((ref) => (/^secrets\.[\w-]+$/i.test(ref) ? [ref.slice(8)] : [])))].filter(
    (it) => it.toUpperCase() !== 'GITHUB_TOKEN',
  );
}

function secret(pipeline: CiPipeline, name: string, where: Provenance): Reach {
  return {
    to: `${pipeline.provider}:pipeline-secret:${pipeline.root}/${name}`,
    relation: 'can-read',
    why: `it names the secret ${name}`,
    where,
    node: { type: 'secret', name },
  };
}

function* cloudIdentities(step: CiStep): Iterable<Reach> {
  const role =
    step.with['role-to-assume'] ??
    /--role-arn[ =]["']?(arn:aws[\w-]*:iam::\d{12}:role\/[\w+=,.@/-]+)/.exec(step.run ?? '')?.[1];
  if (role !== undefined && /^arn:aws[\w-]*:iam::\d{12}:role\//.test(role))
    yield { to: `aws:role:${role}`, relation: 'may-become', why: 'it signs in to AWS as this role', where: step.where };
  const account =
    step.uses?.name.toLowerCase() === 'google-github-actions/auth' ? step.with.service_account : undefined;
  if (account !== undefined && /^[\w.-]+@[\w.-]+\.gserviceaccount\.com$/.test(account))
    yield {
      to: `gcp:service-account:${account}`,
      relation: 'may-become',
      why: 'it signs in to Google Cloud as this account',
      where: step.where,
    };
}

function* reachOf(pipeline: CiPipeline, jobs: readonly CiJob[], steps: readonly CiStep[]): Iterable<Reach> {
  for (const item of [pipeline, ...jobs, ...steps])
    for (const name of secretsIn(item)) yield secret(pipeline, name, item.where);
  for (const { name } of pipeline.credentials) yield secret(pipeline, name, pipeline.where);
  for (const step of steps) yield* cloudIdentities(step);
  const writer = [pipeline, ...jobs].find(
    ({ permissions: it }) => it === 'write-all' || (typeof it === 'object' && it.contents === 'write'),
  );
  if (writer !== undefined)
    yield {
      to: `${pipeline.provider}:repository-folder:${pipeline.root || '.'}`,
      relation: 'can-change',
      why: 'its token may write the contents of the repository',
      where: writer.where,
      node: { type: 'repository', name: pipeline.root || '.' },
    };
}

function groupBy<T>(list: readonly T[], key: (it: T) => string): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const it of list) {
    const group = groups.get(key(it));
    if (group === undefined) groups.set(key(it), [it]);
    else group.push(it);
  }
  return groups;
}

/** Pipelines as nodes of the attack graph, with what they reach. */
export function* relateCi(inventory: Inventory): Iterable<Item> {
  const jobs = groupBy(inventory.of('ci.job'), (it) => it.pipeline);
  const steps = groupBy(inventory.of('ci.step'), (it) => it.pipeline);
  for (const pipeline of inventory.of('ci.pipeline')) {
    const { id, provider } = pipeline;
    const seen = new Set<string>();
    for (const { to, relation, why, where, node } of reachOf(pipeline, jobs.get(id) ?? [], steps.get(id) ?? [])) {
      if (seen.has(`${relation} ${to}`)) continue;
      if (seen.size === 0)
        yield { kind: 'resource', id, provider, where: pipeline.where, type: 'pipeline', name: pipeline.where.file };
      seen.add(`${relation} ${to}`);
      if (node !== undefined) yield { kind: 'resource', id: to, provider, where, ...node };
      yield {
        kind: 'relation',
        id: `${provider}:relation:${id} ${relation} ${to}`,
        provider,
        where,
        from: id,
        to,
        relation,
        why,
      };
    }
  }
}
