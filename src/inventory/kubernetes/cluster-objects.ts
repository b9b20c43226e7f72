// SPDX-License-Identifier: Apache-2.0
// Accounts, secrets, namespaces, nodes, certificate requests, webhooks and network policies.
import type { Item } from '../../model/inventory/item.ts';
import type { KubernetesSecret } from '../../model/inventory/kubernetes.ts';
import { at, below, count, fields, known, list, moment, text, textMap, texts, truth } from '../values.ts';
import { requestedSubject } from './certificate-request.ts';
import { reachesMetadata } from './network-policy.ts';
import type { KubernetesObject, ReadObject } from './read-place.ts';

/** Annotations that say which identity of a cloud an account becomes. */
export const cloudAnnotations = [
  'eks.amazonaws.com/role-arn',
  'iam.gke.io/gcp-service-account',
  'azure.workload.identity/client-id',
] as const;

export function accountId(namespace: string, name: string): string {
  return `kubernetes:service-account:${namespace}/${name}`;
}

function* readAccount(it: KubernetesObject): Iterable<Item> {
  yield {
    kind: 'kubernetes.service-account',
    id: accountId(it.namespace, it.name),
    provider: 'kubernetes',
    where: it.where,
    namespace: it.namespace,
    name: it.name,
    annotations: textMap(at(it.metadata, 'annotations'), (key) => cloudAnnotations.some((known) => known === key)),
    ...it.live,
    ...it.created,
    ...known<{ automount: boolean }>({ automount: truth(at(it.object, 'automountServiceAccountToken')) }),
  };
}

/** What a secret is, and nothing that it holds. */
function* readSecret(it: KubernetesObject): Iterable<Item> {
  const data = below(it.object, 'data');
  const plain = below(it.object, 'stringData');
  const type = text(at(it.object, 'type')) ?? 'Opaque';
  const labels = below(it.metadata, 'labels');
  const expires = text(at(plain, 'expiration')) ?? fromBase64(text(at(data, 'expiration')));
  yield {
    kind: 'kubernetes.secret',
    id: `kubernetes:secret:${it.namespace}/${it.name}`,
    provider: 'kubernetes',
    where: it.where,
    namespace: it.namespace,
    name: it.name,
    type,
    keys: [...new Set([...Object.keys(data), ...Object.keys(plain)])].toSorted(),
    ...it.live,
    ...it.created,
    ...known<KubernetesSecret>({
      written: [...Object.entries(data), ...Object.entries(plain)].some(([key, value]) => isWritten(key, value))
        ? true
        : undefined,
      serviceAccount: text(at(below(it.metadata, 'annotations'), 'kubernetes.io/service-account.name')),
      lastUsed: text(at(labels, 'kubernetes.io/legacy-token-last-used')),
      invalidSince: text(at(labels, 'kubernetes.io/legacy-token-invalid-since')),
      expires: type === 'bootstrap.kubernetes.io/token' ? moment(expires) : undefined,
    }),
  };
}

/** Whether a secret value stands there: not public by its key, not empty, dropped, encrypted by SOPS, or a placeholder that something fills in later. */
function isWritten(key: string, value: unknown): boolean {
  return (
    !/^(?:ca\.crt|tls\.crt|namespace|expiration|description|token-id|auth-extra-groups|usage-.*)$/.test(key) &&
    typeof value === 'string' &&
    value.trim() !== '' &&
    !/^(?:‹dropped›$|ENC\[|\$\{|\{\{|<[^>]*>$)/.test(value.trim())
  );
}

function fromBase64(value: string | undefined): string | undefined {
  return value === undefined ? undefined : Buffer.from(value, 'base64').toString('utf8');
}

function* readNamespace(it: KubernetesObject): Iterable<Item> {
  yield {
    kind: 'kubernetes.namespace',
    id: `kubernetes:namespace:${it.name}`,
    provider: 'kubernetes',
    where: it.where,
    name: it.name,
    labels: textMap(at(it.metadata, 'labels')),
    ...it.live,
  };
}

function* readNode(it: KubernetesObject): Iterable<Item> {
  const info = below(it.object, 'status', 'nodeInfo');
  const labels = below(it.metadata, 'labels');
  yield {
    kind: 'kubernetes.node',
    id: `kubernetes:node:${it.name}`,
    provider: 'kubernetes',
    where: it.where,
    name: it.name,
    controlPlane:
      Object.hasOwn(labels, 'node-role.kubernetes.io/control-plane') ||
      Object.hasOwn(labels, 'node-role.kubernetes.io/master'),
    ...it.created,
    ...known<{ version: string; os: string; runtime: string; providerId: string }>({
      version: text(at(info, 'kubeletVersion')),
      os: text(at(info, 'osImage')),
      runtime: text(at(info, 'containerRuntimeVersion')),
      providerId: text(at(below(it.object, 'spec'), 'providerID')),
    }),
  };
}

function* readCsr(it: KubernetesObject): Iterable<Item> {
  const spec = below(it.object, 'spec');
  yield {
    kind: 'kubernetes.csr',
    id: `kubernetes:csr:${it.name}`,
    provider: 'kubernetes',
    where: it.where,
    name: it.name,
    usages: texts(at(spec, 'usages')),
    approved: list(at(below(it.object, 'status'), 'conditions')).some(
      (value) => at(fields(value), 'type') === 'Approved',
    ),
    ...it.created,
    ...requestedSubject(text(at(spec, 'request'))),
    ...known<{ signer: string; username: string; expirationSeconds: number }>({
      signer: text(at(spec, 'signerName')),
      username: text(at(spec, 'username')),
      expirationSeconds: count(at(spec, 'expirationSeconds')),
    }),
  };
}

function* readWebhooks(it: KubernetesObject): Iterable<Item> {
  const type =
    it.kind === 'MutatingWebhookConfiguration' ? 'MutatingWebhookConfiguration' : 'ValidatingWebhookConfiguration';
  for (const [index, value] of list(at(it.object, 'webhooks')).entries()) {
    const hook = fields(value);
    const client = below(hook, 'clientConfig');
    const service = below(client, 'service');
    const named = text(at(service, 'name'));
    const hookName = text(at(hook, 'name')) ?? String(index);
    yield {
      kind: 'kubernetes.webhook',
      id: `kubernetes:webhook:${type}/${it.name}/${hookName}`,
      provider: 'kubernetes',
      where: { ...it.where, path: [...it.path, 'webhooks', index] },
      type,
      name: it.name,
      hook: hookName,
      resources: [...new Set(list(at(hook, 'rules')).flatMap((rule) => texts(at(fields(rule), 'resources'))))],
      caBundle: text(at(client, 'caBundle')) !== undefined,
      ...known<{ url: string; service: string }>({
        // The address only: what stands in front of an @ is a password.
        url: text(at(client, 'url'))?.replace(/\/\/[^/@]*@/, '//'),
        service: named === undefined ? undefined : `${text(at(service, 'namespace')) ?? ''}/${named}`,
      }),
    };
  }
}

function* readNetworkPolicy(it: KubernetesObject): Iterable<Item> {
  const spec = below(it.object, 'spec');
  const selector = below(spec, 'podSelector');
  const podLabels = textMap(at(selector, 'matchLabels'));
  const expressions = list(at(selector, 'matchExpressions')).length > 0;
  const types = texts(at(spec, 'policyTypes'));
  const rules = at(spec, 'egress');
  const egress = types.includes('Egress') || (types.length === 0 && Array.isArray(rules) && rules.length > 0);
  yield {
    kind: 'kubernetes.network-policy',
    id: `kubernetes:network-policy:${it.namespace}/${it.name}`,
    provider: 'kubernetes',
    where: it.where,
    namespace: it.namespace,
    name: it.name,
    everyPod: Object.keys(podLabels).length === 0 && !expressions,
    podLabels,
    expressions,
    egress,
    metadata: egress && reachesMetadata(list(rules)),
  };
}

export const clusterObjects: ReadonlyMap<string, ReadObject> = new Map<string, ReadObject>([
  ['ServiceAccount', readAccount],
  ['Secret', readSecret],
  ['Namespace', readNamespace],
  ['Node', readNode],
  ['CertificateSigningRequest', readCsr],
  ['MutatingWebhookConfiguration', readWebhooks],
  ['ValidatingWebhookConfiguration', readWebhooks],
  ['NetworkPolicy', readNetworkPolicy],
]);
