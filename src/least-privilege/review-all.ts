// SPDX-License-Identifier: Apache-2.0
// Everybody whose grants or uses are known, or the one that was asked for.
import type { Inventory } from '../model/inventory/inventory.ts';
import { reviewAws } from './aws.ts';
import type { AwsGrants } from './aws-grants.ts';
import { reviewWorkflow } from './github.ts';
import { createGithubLog, githubAccessOf, reviewGithubAccess } from './github-access.ts';
import type { GithubRequests } from './github-requests.ts';
import { reviewClassicTokens } from './github-scopes.ts';
import { type GraphGrants, reviewGraph } from './graph.ts';
import type { GraphRequests } from './graph-requests.ts';
import { reviewKubernetes } from './kubernetes.ts';
import type { Review } from './review.ts';
import type { ObservedUses } from './uses-of-logs.ts';

export interface ReviewInput {
  readonly observed: ObservedUses;
  readonly inventory: Inventory;
  readonly aws: ReadonlyMap<string, AwsGrants>;
  readonly requests: GraphRequests;
  readonly githubRequests: GithubRequests;
}

const graphApi = '00000003-0000-0000-c000-000000000000';

/** Whether a subject is the one asked for: by its id, its name, or the end of its id. */
function isAskedFor(wanted: string | undefined, ...names: readonly (string | undefined)[]): boolean {
  if (wanted === undefined) return true;
  const word = wanted.toLowerCase();
  return names.some((it) => {
    const name = it?.toLowerCase();
    return name !== undefined && (name === word || name.endsWith(`/${word}`) || name.endsWith(`:${word}`));
  });
}

function* kubernetesReviews({ observed, inventory }: ReviewInput, wanted: string | undefined): Generator<Review> {
  const grants = { roles: inventory.of('kubernetes.role'), bindings: inventory.of('kubernetes.binding') };
  const principals = new Set<string>();
  for (const it of inventory.of('kubernetes.service-account'))
    principals.add(`kubernetes:service-account:${it.namespace}/${it.name}`);
  for (const { subjects } of grants.bindings) {
    for (const it of subjects) {
      if (it.kind === 'ServiceAccount')
        principals.add(`kubernetes:service-account:${it.namespace ?? 'default'}/${it.name}`);
      else if (it.kind === 'User' && !it.name.startsWith('system:')) principals.add(`kubernetes:user:${it.name}`);
    }
  }
  for (const it of observed.uses)
    if (it.provider === 'kubernetes' && !it.principal.startsWith('kubernetes:user:system:'))
      principals.add(it.principal);
  const window = observed.windows.get('kubernetes.audit');
  for (const principal of principals) {
    if (!isAskedFor(wanted, principal)) continue;
    const review = reviewKubernetes(principal, observed.uses, window, grants);
    if (review !== undefined) yield review;
  }
}

function* awsReviews({ observed, aws }: ReviewInput, wanted: string | undefined): Generator<Review> {
  const principals = new Set([
    ...aws.keys(),
    ...observed.uses.filter((it) => it.provider === 'aws').map((it) => it.principal),
  ]);
  for (const principal of principals) {
    if (!isAskedFor(wanted, principal)) continue;
    const review = reviewAws(principal, observed.uses, observed.windows.get('aws.cloudtrail'), aws.get(principal));
    if (review !== undefined) yield review;
  }
}

/** Grants of Microsoft Graph by client, from the inventory's applications and grants. */
export function graphGrantsOf(inventory: Inventory, requests: GraphRequests): readonly GraphGrants[] {
  const clients = new Map(
    inventory
      .of('application')
      .filter((it) => it.provider === 'entra')
      .map((it) => [it.id, it]),
  );
  const byClient = new Map<
    string,
    {
      readonly name: string;
      readonly clientId: string;
      readonly delegated: Set<string>;
      readonly application: Set<string>;
      readonly elsewhere: Set<string>;
    }
  >();
  for (const grant of inventory.of('grant')) {
    if (grant.provider !== 'entra' || (grant.type !== 'delegated' && grant.type !== 'application')) continue;
    const client = clients.get(grant.to);
    if (client?.clientId === undefined) continue;
    const api = grant.resource === undefined ? undefined : clients.get(grant.resource);
    // Without the API's own entry in the export, its permissions are told by their names.
    const isGraph = (permission: string): boolean =>
      api?.clientId === undefined
        ? requests.knows(permission) || /^(?:openid|profile|email|offline_access)$/i.test(permission)
        : api.clientId.toLowerCase() === graphApi;
    let found = byClient.get(client.clientId);
    if (found === undefined) {
      found = {
        name: client.name,
        clientId: client.clientId,
        delegated: new Set(),
        application: new Set(),
        elsewhere: new Set(),
      };
      byClient.set(client.clientId, found);
    }
    for (const it of grant.permissions) found[isGraph(it) ? grant.type : 'elsewhere'].add(it);
  }
  return [...byClient.values()].map((it) => ({
    ...it,
    delegated: [...it.delegated],
    application: [...it.application],
    elsewhere: [...it.elsewhere],
  }));
}

function* entraReviews({ observed, inventory, requests }: ReviewInput, wanted: string | undefined): Generator<Review> {
  const window = observed.windows.get('graph.activity');
  for (const grants of graphGrantsOf(inventory, requests)) {
    if (isAskedFor(wanted, `entra:client:${grants.clientId}`, grants.name))
      yield reviewGraph(grants, observed.uses, window, requests);
  }
}

function* githubReviews(
  { inventory, observed, githubRequests }: ReviewInput,
  wanted: string | undefined,
): Generator<Review> {
  const window = observed.windows.get('github.audit');
  const log = createGithubLog(observed.uses);
  const accesses = githubAccessOf(
    inventory.of('github.installation').filter((it) => it.suspended === undefined),
    inventory.of('github.fine-grained-token'),
    inventory.of('github.repository'),
  );
  for (const it of accesses) {
    if (isAskedFor(wanted, it.principal, it.name)) yield reviewGithubAccess(it, log, window, githubRequests);
  }
  for (const it of reviewClassicTokens(observed.uses, window, githubRequests)) {
    if (isAskedFor(wanted, it.subject.id, it.subject.name)) yield it;
  }
  const all = { pipelines: inventory.of('ci.pipeline'), jobs: inventory.of('ci.job'), steps: inventory.of('ci.step') };
  for (const pipeline of all.pipelines) {
    if (pipeline.provider !== 'github' || !isAskedFor(wanted, pipeline.id, pipeline.file, pipeline.name)) continue;
    const review = reviewWorkflow(pipeline, all);
    if (review !== undefined) yield review;
  }
}

/** Reviews of all providers; pure. */
export function reviewAll(input: ReviewInput, wanted?: string): readonly Review[] {
  return [kubernetesReviews, awsReviews, entraReviews, githubReviews].flatMap((it) => [...it(input, wanted)]);
}
