// SPDX-License-Identifier: Apache-2.0
// Uses as logs tell them, added up. They say more than the inventory's `use` items: the name of the object, and whether the
// call was refused, without which neither a rule with names nor "used, but not granted" can be told.
import type { RawRecord } from '../model/event.ts';
import { objectOrJson, readPath, text } from '../sources/shared/read.ts';
import { resourcesOfCall } from './aws-resources.ts';

export interface ObservedUse {
  readonly provider: 'kubernetes' | 'aws' | 'entra' | 'github';
  /** Id as in the inventory: `kubernetes:service-account:NS/NAME`, an ARN, `entra:client:APPID`, `github:token:ID`. */
  readonly principal: string;
  /** Kubernetes: the verb; AWS: `SOURCE:EVENT`; Graph and GitHub: the method. */
  readonly action: string;
  /** Kubernetes: `RESOURCE.GROUP/SUB` or a path; Graph: the path with ids taken out; GitHub: the route; AWS: ARNs. */
  readonly target?: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly refused: boolean;
  /** Graph: on behalf of a user. AWS: a data event. */
  readonly delegated?: boolean;
  readonly data?: boolean;
  /** GitHub: what kind of token it is, and the scopes of one that has scopes. */
  readonly credential?: string;
  readonly scopes?: string;
  readonly count: number;
  readonly first: number;
  readonly last: number;
}

export type UseKey = Omit<ObservedUse, 'count' | 'first' | 'last'>;

/** One record of the Kubernetes audit log as uses: impersonated calls are two. */
export function* kubernetesUses(record: RawRecord): Generator<UseKey> {
  const stage = text(record.stage);
  const username = text(readPath(record, 'user.username'));
  if (stage === 'RequestReceived' || stage === 'Panic' || username === undefined) return;
  const as = text(readPath(record, 'impersonatedUser.username'));
  const code = Number(text(readPath(record, 'responseStatus.code')) ?? Number.NaN);
  const decision = text(readPath(record, 'annotations.authorization.k8s.io/decision'));
  const refused = decision === 'forbid' || code === 401 || code === 403;
  const verb = text(record.verb) ?? 'unknown';
  if (as !== undefined) {
    const kind = as.startsWith('system:serviceaccount:') ? 'serviceaccounts' : 'users';
    yield {
      provider: 'kubernetes',
      principal: kubernetesPrincipal(username),
      action: 'impersonate',
      target: kind,
      name: as,
      refused: false,
    };
  }
  const principal = kubernetesPrincipal(as ?? username);
  const resource = text(readPath(record, 'objectRef.resource'));
  if (resource === undefined) {
    const path = (text(record.requestURI) ?? '/').split('?', 1)[0]?.slice(0, 200) ?? '/';
    yield { provider: 'kubernetes', principal, action: verb, target: path, refused };
    return;
  }
  const group = text(readPath(record, 'objectRef.apiGroup'));
  const sub = text(readPath(record, 'objectRef.subresource'));
  const namespace = resource === 'namespaces' ? undefined : text(readPath(record, 'objectRef.namespace'));
  const name = text(readPath(record, 'objectRef.name'));
  yield {
    provider: 'kubernetes',
    principal,
    action: verb,
    target: `${resource}${group === undefined ? '' : `.${group}`}${sub === undefined ? '' : `/${sub}`}`,
    refused,
    ...(namespace === undefined ? {} : { namespace }),
    ...(name === undefined ? {} : { name }),
  };
}

function kubernetesPrincipal(username: string): string {
  const [, namespace, account] = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(username) ?? [];
  return namespace === undefined ? `kubernetes:user:${username}` : `kubernetes:service-account:${namespace}/${account}`;
}

const refusals =
  /^(?:Client\.)?(?:AccessDenied|AccessDeniedException|UnauthorizedOperation|AuthorizationError|Client\.UnauthorizedOperation|NotAuthorized|UnauthorizedAccess)/;

/** A CloudTrail event; sessions count for the role that they are of. */
export function* cloudtrailUses(record: RawRecord): Generator<UseKey> {
  const source = text(record.eventSource);
  const name = text(record.eventName);
  const type = text(record.eventType) ?? 'AwsApiCall';
  if (source === undefined || name === undefined || type !== 'AwsApiCall') return;
  const principal =
    text(readPath(record, 'userIdentity.sessionContext.sessionIssuer.arn')) ??
    text(readPath(record, 'userIdentity.arn'));
  if (principal === undefined) return;
  const resources = resourcesOfCall(record);
  const data = text(record.eventCategory) === 'Data' || record.managementEvent === false;
  yield {
    provider: 'aws',
    principal,
    action: `${source.replace(/\.amazonaws\.com(?:\.cn)?$/, '')}:${name}`,
    refused: refusals.test(text(record.errorCode) ?? ''),
    ...(resources.length === 0 ? {} : { target: resources.join(' ') }),
    ...(data ? { data } : {}),
  };
}

/** A request to Microsoft Graph, by the client that made it. */
export function* graphUses(record: RawRecord): Generator<UseKey> {
  const properties = objectOrJson(record.properties) ?? {};
  const client = text(properties.appId);
  const method = text(properties.requestMethod)?.toUpperCase();
  const uri = text(properties.requestUri);
  if (client === undefined || method === undefined || uri === undefined) return;
  const status = Number(text(properties.responseStatusCode) ?? text(record.resultSignature) ?? Number.NaN);
  yield {
    provider: 'entra',
    principal: `entra:client:${client.toLowerCase()}`,
    action: method,
    target: graphPath(uri),
    refused: status === 401 || status === 403,
    delegated: text(properties.userId) !== undefined,
  };
}

/** The path without host, version, query and ids: those of objects are `{id}`. */
function graphPath(uri: string): string {
  const path = uri.replace(/^https?:\/\/[^/]+/i, '').replace(/[?#].*$/s, '');
  const segments = path.split('/').filter((it) => it !== '');
  if (/^(?:v1\.0|beta)$/i.test(segments[0] ?? '')) segments.shift();
  const plain = segments.slice(0, 20).map((it) => {
    const keyed = /^([A-Za-z]+)\('[^']*'\)$/.exec(it);
    if (keyed !== null) return `${keyed[1]?.toLowerCase()}/{id}`;
    if (/@|%40/i.test(it) || /^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(it)) return '{id}';
    return it.length >= 16 && (/[0-9]/.test(it) || /[=,!]/.test(it)) ? '{id}' : it.toLowerCase();
  });
  return `/${plain.join('/')}`;
}
