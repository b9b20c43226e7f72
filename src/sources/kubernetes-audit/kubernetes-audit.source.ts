// SPDX-License-Identifier: Apache-2.0
import { project, type Source } from '../../model/source.ts';
import { addressText } from '../shared/address.ts';
import { metadataAddress } from '../shared/metadata-address.ts';
import { text } from '../shared/read.ts';
import { tokenPath } from '../shared/token-path.ts';
import { normaliseAks, normaliseAksRow } from './aks.ts';
import { normaliseGke, normaliseGkeRow } from './gke.ts';

const extra = (name: string) => `user.extra.authentication.kubernetes.io/${name}`;
const issued = 'annotations.authentication.kubernetes.io/issued-credential-id';
const decision = 'annotations.authorization.k8s.io/decision';

/**
 * Audit events of the Kubernetes API server, of any distribution: plain, of EKS, in the Azure Monitor envelope of AKS
 * and its tables `AKSAudit` and `AKSAuditAdmin`, and as GKE writes them to Cloud Logging
 * and from there to BigQuery.
 *
 * Reading a mounted token makes no audit event; what can be seen is somebody reading it through `pods/exec`.
 * The stages of one request share its `auditID` and the time it was received, so they count once.
 * The principal is whose credential was presented; `impersonatedUser` stays in the raw record.
 * The first of `sourceIPs` is what the client claims in `X-Forwarded-For`, if it sent one.
 */
export const kubernetesAudit: Source = {
  id: 'kubernetes.audit',
  title: 'Kubernetes API server audit',
  documentation: 'https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/',
  logsources: [{ product: 'kubernetes', service: 'audit' }],
  shapes: [
    { require: { kind: ['Event'], apiVersion: ['audit.k8s.io/v1', 'audit.k8s.io/v1beta1', 'audit.k8s.io/v1alpha1'] } },
    // Some collectors drop apiVersion; core/v1 events share the kind but name what they are about.
    { require: { kind: ['Event'], verb: true }, forbid: ['apiVersion', 'involvedObject', 'regarding'] },
  ],
  variants: [
    { shape: { require: { 'protoPayload.serviceName': ['k8s.io'] } }, normalise: normaliseGke },
    {
      shape: {
        require: { 'protoPayload.methodName': true, 'resource.type': ['k8s_cluster'] },
        forbid: ['protoPayload.serviceName'],
      },
      normalise: normaliseGke,
    },
    { shape: { require: { 'protopayload_auditlog.serviceName': ['k8s.io'] } }, normalise: normaliseGkeRow },
    {
      shape: {
        require: { category: ['kube-audit', 'kube-audit-admin'], 'properties.log': true },
      },
      normalise: normaliseAks,
    },
    { shape: { require: { AuditId: true, Verb: true, RequestUri: true, Stage: true } }, normalise: normaliseAksRow },
  ],
  time: ['requestReceivedTimestamp', 'stageTimestamp', 'metadata.creationTimestamp', 'timestamp'],
  eventId: ['auditID'],
  lifecycle: [
    project(
      'stage',
      [
        'stage',
        'verb',
        'objectRef.resource',
        'objectRef.subresource',
        // Only the command of an exec request says what was read.
        { path: 'requestURI', holding: 'command=' },
        'responseStatus.code',
        decision,
      ],
      ([stage, verb, resource, subresource, uri, code, decided]) => {
        if (stage !== undefined && stage !== 'ResponseComplete' && stage !== 'ResponseStarted') return undefined;
        return stageOf(
          `${text(verb) ?? ''} ${target(resource, subresource)}`,
          text(uri) ?? '',
          outcomeOf(code, decided) !== 'failure',
        );
      },
      ['issue', 'read', 'grant', 'use'],
    ),
    project('outcome', ['responseStatus.code', decision], ([code, decided]) => outcomeOf(code, decided)),
    project(
      'action',
      ['verb', 'objectRef.resource', 'objectRef.subresource', 'requestURI'],
      ([verb, resource, subresource, uri]) => {
        const what = text(resource) === undefined ? text(uri)?.split('?', 1)[0] : target(resource, subresource);
        return [text(verb), what].filter(Boolean).join(' ') || undefined;
      },
    ),
    project('principal.kind', ['user.username'], ([username]) => principalKind(text(username))),
    project('principal.id', ['user.username'], ([username]) => text(username)),
    project('principal.name', ['user.username'], ([username]) =>
      text(username)?.replace(/^system:serviceaccount:/, ''),
    ),
    project(
      'credential.kind',
      [extra('credential-id'), 'annotations.authentication.k8s.io/legacy-token', 'user.username'],
      ([id, legacy, username]) => {
        if (text(id)?.startsWith('JTI=')) return 'bound-token';
        if (text(id)?.startsWith('X509')) return 'certificate';
        if (text(legacy) !== undefined) return 'legacy-token';
        return after(text(username), 'system:serviceaccount:') === undefined ? undefined : 'service-account-token';
      },
    ),
    project('credential.id', [extra('credential-id')], ([id]) => credentialId(id)),
    project('credential.issued', [issued], ([id]) => credentialId(id)),
    project('network.ip', ['sourceIPs'], ([addresses]) =>
      Array.isArray(addresses)
        ? addresses.map(addressText).find((address) => address !== undefined)
        : addressText(addresses),
    ),
    project('agent.raw', ['userAgent'], ([agent]) => text(agent)),
    project('host.pod', [extra('pod-name')], ([pod]) => text(pod)),
    project(
      'host.node',
      [extra('node-name'), 'user.username'],
      ([node, username]) => text(node) ?? after(text(username), 'system:node:'),
    ),
    project(
      'host.namespace',
      ['user.username'],
      ([username]) => after(text(username), 'system:serviceaccount:')?.split(':', 1)[0],
    ),
    project('resource.kind', ['objectRef.resource'], ([resource]) => singular(text(resource))),
    project('resource.id', ['objectRef.namespace', 'objectRef.name'], ([namespace, name]) => {
      const named = text(name);
      return named === undefined ? undefined : [text(namespace), named].filter(Boolean).join('/');
    }),
    project('resource.name', ['objectRef.name'], ([name]) => text(name)),
  ],
};

const bindings: ReadonlySet<string> = new Set(['rolebindings', 'clusterrolebindings']);

function stageOf(action: string, uri: string, succeeded: boolean): string {
  const [verb = '', what = ''] = action.split(' ');
  if (what === 'serviceaccounts/token' && verb === 'create') return succeeded ? 'issue' : 'use';
  if (what === 'secrets' && (verb === 'get' || verb === 'list')) return 'read';
  if (what === 'pods/exec' && readsToken(uri)) return 'read';
  if (bindings.has(what) && (verb === 'create' || verb === 'update' || verb === 'patch')) return 'grant';
  return 'use';
}

/** Whether the command of an exec request names a token file or a metadata service. */
function readsToken(uri: string): boolean {
  const question = uri.indexOf('?');
  if (question === -1) return false;
  const command = new URLSearchParams(uri.slice(question + 1)).getAll('command').join(' ');
  return tokenPath(command) !== undefined || metadataAddress(command) !== undefined;
}

function outcomeOf(code: unknown, decided: unknown): 'success' | 'failure' | undefined {
  const status = Number(text(code) ?? Number.NaN);
  if (!Number.isNaN(status)) return status < 400 ? 'success' : 'failure';
  if (decided === 'allow') return 'success';
  return decided === 'forbid' ? 'failure' : undefined;
}

function target(resource: unknown, subresource: unknown): string {
  return [text(resource), text(subresource)].filter(Boolean).join('/');
}

function principalKind(username: string | undefined): string | undefined {
  if (username === undefined) return undefined;
  if (username.startsWith('system:serviceaccount:')) return 'service-account';
  if (username.startsWith('system:node:')) return 'node';
  if (username === 'system:anonymous') return 'anonymous';
  if (username.endsWith('.gserviceaccount.com')) return 'service-account';
  return username.startsWith('system:') ? 'system' : 'user';
}

function credentialId(value: unknown): string | undefined {
  return text(value)
    ?.replace(/^[A-Z0-9]+=/, '')
    .toLowerCase();
}

function after(whole: string | undefined, prefix: string): string | undefined {
  return whole?.startsWith(prefix) ? whole.slice(prefix.length) || undefined : undefined;
}

function singular(resource: string | undefined): string | undefined {
  if (resource === undefined || resource === 'endpoints') return resource;
  return resource
    .replace(/ies$/, 'y')
    .replace(/(ss|x|ch)es$/, '$1')
    .replace(/([^s])s$/, '$1');
}
