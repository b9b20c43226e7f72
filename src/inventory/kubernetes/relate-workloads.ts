// SPDX-License-Identifier: Apache-2.0
// Pods and the tokens in them: who runs as whom, which secrets are mounted where, and what a node holds.
import type { Inventory } from '../../model/inventory/inventory.ts';
import type { Item } from '../../model/inventory/item.ts';
import type { KubernetesServiceAccount } from '../../model/inventory/kubernetes.ts';
import type { Relation } from '../../model/inventory/nouns.ts';
import { mountsToken } from './automount.ts';
import { accountId } from './cluster-objects.ts';

export function relation(
  from: string,
  to: string,
  kind: Relation['relation'],
  why: string,
  where: Relation['where'],
): Relation {
  return {
    kind: 'relation',
    id: `kubernetes:relation:${from}>${kind}>${to}`,
    provider: 'kubernetes',
    where,
    from,
    to,
    relation: kind,
    why,
  };
}

/** Token secrets as credentials. */
function* credentials(inventory: Inventory): Iterable<Item> {
  for (const secret of inventory.of('kubernetes.secret')) {
    if (secret.type !== 'kubernetes.io/service-account-token' || secret.serviceAccount === undefined) continue;
    const holder = accountId(secret.namespace, secret.serviceAccount);
    const name = `${secret.namespace}/${secret.name}`;
    const day = secret.lastUsed === undefined ? undefined : Date.parse(secret.lastUsed);
    yield {
      kind: 'credential',
      id: secret.id,
      provider: 'kubernetes',
      where: secret.where,
      type: 'service-account-token',
      holder,
      name,
      expires: 'never',
      ...(secret.created === undefined ? {} : { created: secret.created }),
      ...(day === undefined || Number.isNaN(day) ? {} : { lastUsed: { at: new Date(day).toISOString() } }),
      ...(secret.invalidSince === undefined ? {} : { enabled: false }),
    };
    yield relation(secret.id, holder, 'may-become', `the secret ${name} holds a token of the account`, secret.where);
  }
}

const clouds: readonly (readonly [string, string, string])[] = [
  ['eks.amazonaws.com/role-arn', 'aws:role:', 'takes the AWS role'],
  ['iam.gke.io/gcp-service-account', 'gcp:service-account:', 'acts as the Google service account'],
  ['azure.workload.identity/client-id', 'azure:client:', 'acts as the Entra identity'],
];

function* federation(account: KubernetesServiceAccount, clients: ReadonlyMap<string, string>): Iterable<Item> {
  for (const [annotation, prefix, what] of clouds) {
    const name = Object.hasOwn(account.annotations, annotation) ? account.annotations[annotation] : undefined;
    if (name === undefined || name === '') continue;
    yield relation(
      account.id,
      clients.get(name.toLowerCase()) ?? `${prefix}${name}`,
      'federates-with',
      `${account.namespace}/${account.name} ${what} ${name}`,
      account.where,
    );
  }
}

/** Edges of workloads, nodes and secrets. */
export function* relateWorkloads(inventory: Inventory): Iterable<Item> {
  yield* credentials(inventory);
  // Identities of Entra are known by their object; workloads name them by the client id.
  const clients = new Map(inventory.of('entra.service-principal').map((it) => [it.appId.toLowerCase(), it.id]));
  for (const account of inventory.of('kubernetes.service-account')) yield* federation(account, clients);
  for (const it of inventory.of('kubernetes.pod-identity')) {
    const from = accountId(it.namespace, it.serviceAccount);
    yield relation(
      from,
      `aws:role:${it.role}`,
      'federates-with',
      `an EKS pod identity association gives it the role`,
      it.where,
    );
  }
  const onNode = new Set<string>();
  for (const workload of inventory.of('kubernetes.workload')) {
    const to = accountId(workload.namespace, workload.serviceAccount);
    const account = inventory.find('kubernetes.service-account', to);
    const mounted = mountsToken(workload, account) !== false;
    const what = `${workload.type} ${workload.namespace}/${workload.name}`;
    if (workload.node !== undefined && mounted && workload.finished !== true) {
      const node = `kubernetes:node:${workload.node}`;
      if (!onNode.has(`${node} ${to}`)) {
        onNode.add(`${node} ${to}`);
        yield relation(node, to, 'hosts', `${what} runs on the node with a token of the account`, workload.where);
      }
    }
    if (workload.owner !== undefined && inventory.find('kubernetes.workload', workload.owner) !== undefined) continue;
    const secrets = workload.volumes.flatMap((it) => (it.type === 'secret' ? [it.secret] : []));
    const tokens = [...new Set(secrets)]
      .map((name) => inventory.find('kubernetes.secret', `kubernetes:secret:${workload.namespace}/${name}`))
      .filter((it) => it?.type === 'kubernetes.io/service-account-token');
    if (!mounted && tokens.length === 0) continue;
    yield {
      kind: 'identity',
      id: workload.id,
      provider: 'kubernetes',
      where: workload.where,
      type: 'workload',
      name: what,
    };
    if (mounted)
      yield relation(workload.id, to, 'runs-as', `${what} has a token of the account mounted`, workload.where);
    for (const token of tokens) {
      if (token !== undefined)
        yield relation(workload.id, token.id, 'mounted-in', `${what} mounts the secret ${token.name}`, workload.where);
    }
  }
}
