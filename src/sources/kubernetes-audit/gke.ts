// SPDX-License-Identifier: Apache-2.0
import type { RawRecord } from '../../model/event.ts';
import { isObject, objectOrJson, readPath, text } from '../shared/read.ts';

/** Cloud Logging writes statuses as gRPC codes; the API server would have answered with these. */
const httpOfGrpc: ReadonlyMap<number, number> = new Map([
  [0, 200],
  [3, 400],
  [5, 404],
  [6, 409],
  [7, 403],
  [8, 429],
  [9, 412],
  [10, 409],
  [12, 501],
  [13, 500],
  [14, 503],
  [16, 401],
]);

/**
 * A GKE audit entry of Cloud Logging as a plain audit.k8s.io event, so that rules for Kubernetes work on it unchanged.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/audit-logging
 */
export function normaliseGke(record: RawRecord): RawRecord {
  const at = (path: string) => readPath(record, path);
  const method = text(at('protoPayload.methodName'))?.split('.') ?? [];
  const name = text(at('protoPayload.resourceName')) ?? '';
  const version = method.findIndex((part) => /^v\d+(?:(?:alpha|beta)\d+)?$/.test(part));
  const [resource, subresource] = version === -1 ? [] : method.slice(version + 1, -1);
  const target = resource === undefined ? undefined : targetOf(name, resource);
  const command = at('protoPayload.request.command');
  const labels = at('labels');
  return defined({
    kind: 'Event',
    apiVersion: 'audit.k8s.io/v1',
    level: at('protoPayload.request') === undefined ? 'Metadata' : 'Request',
    auditID: at('operation.id') ?? at('insertId'),
    // A long request is two entries, first and last; a short one is a single entry.
    stage: at('operation.first') === true && at('operation.last') !== true ? 'ResponseStarted' : 'ResponseComplete',
    requestURI: uriOf(name, target, subresource, Array.isArray(command) ? command : []),
    verb: method.at(-1),
    user: defined({ username: at('protoPayload.authenticationInfo.principalEmail') }),
    sourceIPs: [at('protoPayload.requestMetadata.callerIp') ?? at('protoPayload.requestMetadata.callerIP')].flatMap(
      (address) => text(address) ?? [],
    ),
    userAgent: at('protoPayload.requestMetadata.callerSuppliedUserAgent'),
    objectRef: target && defined({ resource, subresource, ...target }),
    responseStatus: statusOf(record),
    requestObject: at('protoPayload.request'),
    responseObject: at('protoPayload.response'),
    requestReceivedTimestamp: at('timestamp') ?? at('receiveTimestamp'),
    annotations: { ...decisionOf(record), ...(isObject(labels) ? labels : {}) },
  });
}

/** The same entry in a row of BigQuery, where request and response are JSON text. */
export function normaliseGkeRow(row: RawRecord): RawRecord {
  const payload = objectOrJson(row.protopayload_auditlog) ?? {};
  return normaliseGke({
    ...row,
    protoPayload: defined({
      ...payload,
      request: objectOrJson(payload.requestJson),
      response: objectOrJson(payload.responseJson),
    }),
  });
}

interface Target {
  readonly apiGroup: string;
  readonly apiVersion: string | undefined;
  readonly namespace: string | undefined;
  readonly name: string | undefined;
}

/** `rbac.authorization.k8s.io/v1/namespaces/<ns>/roles/<name>`; the core group is written `core`. */
function targetOf(resourceName: string, resource: string): Target {
  const [group = '', apiVersion, ...rest] = resourceName.split('/');
  const namespaced = resource !== 'namespaces' && rest[0] === 'namespaces';
  return {
    apiGroup: group === 'core' ? '' : group,
    apiVersion,
    namespace: namespaced || resource === 'namespaces' ? rest[1] : undefined,
    name: namespaced ? rest[3] : rest[1],
  };
}

function uriOf(
  resourceName: string,
  target: Target | undefined,
  subresource: string | undefined,
  command: readonly unknown[],
): string | undefined {
  if (target === undefined) return resourceName === '' ? undefined : `/${resourceName}`;
  const path = target.apiGroup === '' ? resourceName.replace(/^core\//, 'api/') : `apis/${resourceName}`;
  const end = subresource === undefined || path.endsWith(`/${subresource}`) ? '' : `/${subresource}`;
  const query = command.flatMap((part) => text(part) ?? []).map((part) => `command=${encodeURIComponent(part)}`);
  return `/${path}${end}${query.length === 0 ? '' : `?${query.join('&')}`}`;
}

function statusOf(record: RawRecord): RawRecord | undefined {
  const code = readPath(record, 'protoPayload.status.code');
  const message = readPath(record, 'protoPayload.status.message');
  if (typeof code === 'number') return defined({ code: httpOfGrpc.get(code) ?? 500, message });
  const answered = readPath(record, 'protoPayload.response.code');
  if (typeof answered === 'number') return { code: answered };
  const granted = grantedOf(record);
  if (granted === undefined && readPath(record, 'protoPayload.status') === undefined) return undefined;
  return { code: granted === false ? 403 : 200 };
}

function decisionOf(record: RawRecord): RawRecord {
  const granted = grantedOf(record);
  return granted === undefined ? {} : { 'authorization.k8s.io/decision': granted ? 'allow' : 'forbid' };
}

function grantedOf(record: RawRecord): boolean | undefined {
  const granted = readPath(record, 'protoPayload.authorizationInfo.granted');
  if (!Array.isArray(granted)) return typeof granted === 'boolean' ? granted : undefined;
  return granted.length === 0 ? undefined : granted.every((each) => each === true);
}

function defined(record: RawRecord): RawRecord {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}
