// SPDX-License-Identifier: Apache-2.0
import type { RawRecord } from '../../model/event.ts';
import { project, type Source } from '../../model/source.ts';
import { addressText } from '../shared/address.ts';
import { firstText, isObject, text, texts } from '../shared/read.ts';
import { isReuse, stageOfEvent } from './stages.ts';

const debug = (name: string) => `debugContext.debugData.${name}`;
const apiToken = 'transaction.detail.requestApiTokenId';
const sessions = ['authenticationContext.rootSessionId', 'authenticationContext.externalSessionId'];

/**
 * Okta System Log. The session is the root session where Okta names it, so that the sessions it led to are one.
 *
 * `dtHash` is the hash of the device token, the cookie that Okta knows a browser by.
 */
export const oktaSystem: Source = {
  id: 'okta.system',
  title: 'Okta System Log',
  documentation: 'https://developer.okta.com/docs/reference/api/system-log/',
  logsources: [{ product: 'okta', service: 'okta' }],
  shapes: [
    { require: { eventType: true, published: true, actor: true } },
    { require: { eventType: true, 'actor.alternateId': true }, forbid: ['published'] },
  ],
  variants: [{ shape: { require: { eventtype: true, 'actor.alternateId': true } }, normalise: restoreCase }],
  time: ['published'],
  eventId: ['uuid'],
  lifecycle: [
    project('stage', ['eventType', 'outcome.result', debug('grantType'), apiToken, ...sessions], (values) => {
      const [type, result, grantType, ...credentials] = values;
      return stageOfEvent(text(type) ?? '', {
        failed: outcomeOf(result) === 'failure',
        grantType,
        credentialed: credentials.some((credential) => known(credential) !== undefined),
      });
    }),
    project('outcome', ['eventType', 'outcome.result'], ([type, result]) =>
      isReuse(text(type) ?? '') ? 'failure' : outcomeOf(result),
    ),
    project('action', ['eventType'], ([type]) => text(type)),
    project('principal.kind', ['actor.type'], ([type]) => principalKind(text(type))),
    project('principal.id', ['actor.id', 'actor.alternateId'], firstText),
    project('principal.name', ['actor.alternateId', 'actor.displayName'], (names) => firstText(names.map(known))),
    project('credential.kind', [apiToken, debug('dtHash')], ([token, device]) => {
      if (text(token) !== undefined) return 'api-token';
      return text(device) === undefined ? undefined : 'device-token';
    }),
    project('credential.id', [apiToken, debug('dtHash')], firstText),
    project('credential.issued', ['eventType', 'outcome.result', 'target'], ([type, result, targets]) => {
      const issued = stageOfEvent(text(type) ?? '', {
        failed: outcomeOf(result) === 'failure',
        grantType: undefined,
        credentialed: false,
      });
      return issued === 'issue' ? text(targetOf(targets, /token$/i)?.id) : undefined;
    }),
    project('session.id', sessions, (values) => values.map(known).find((id) => id !== undefined)),
    project(
      'client.id',
      ['client.id', debug('clientId'), 'actor.type', 'actor.id', 'eventType', 'target'],
      ([id, debugged, actorType, actorId, type, targets]) => {
        const own = principalKind(text(actorType)) === 'service-principal' ? actorId : undefined;
        return firstText([id, debugged, own, clientTarget(type, targets)?.id]);
      },
    ),
    project('client.name', ['eventType', 'target'], ([type, targets]) =>
      text(clientTarget(type, targets)?.displayName),
    ),
    project('network.ip', ['client.ipAddress'], ([address]) => addressText(address)),
    project('agent.raw', ['client.userAgent.rawUserAgent'], ([agent]) => text(agent)),
    project('resource.kind', ['target'], ([targets]) => text(targetOf(targets)?.type)?.toLowerCase()),
    project('resource.id', ['target'], ([targets]) => text(targetOf(targets)?.id)),
    project('resource.name', ['target'], ([targets]) =>
      firstText([targetOf(targets)?.displayName, targetOf(targets)?.alternateId].map(known)),
    ),
    project('scopes', [debug('grantedScopes'), debug('scopes'), debug('requestedScopes'), 'target'], (values) => {
      const logged = values.slice(0, -1).find((value) => texts(value).length > 0);
      const scopes = texts(logged ?? scopeTargets(values.at(-1))).flatMap((scope) =>
        scope.split(/[\s,]+/).filter(Boolean),
      );
      return scopes.length === 0 ? undefined : scopes;
    }),
  ],
};

function outcomeOf(result: unknown): 'success' | 'failure' | undefined {
  if (result === 'SUCCESS' || result === 'ALLOW') return 'success';
  return result === 'FAILURE' || result === 'DENY' ? 'failure' : undefined;
}

function principalKind(type: string | undefined): string | undefined {
  if (type === 'User') return 'user';
  if (type === 'SystemPrincipal') return 'system';
  return type === undefined ? undefined : /App$|Client/i.test(type) ? 'service-principal' : type.toLowerCase();
}

/** Okta writes `unknown` where it has no id. */
function known(id: unknown): string | undefined {
  const written = text(id);
  return written === 'unknown' ? undefined : written;
}

function targetOf(targets: unknown, type: RegExp = /./): RawRecord | undefined {
  if (!Array.isArray(targets)) return undefined;
  return targets.filter(isObject).find((target) => type.test(text(target.type) ?? 'any'));
}

/** A consent names the scopes it is for as its targets. */
function scopeTargets(targets: unknown): readonly unknown[] {
  if (!Array.isArray(targets)) return [];
  return targets
    .filter(isObject)
    .flatMap(({ type, displayName }) => (/scope/i.test(text(type) ?? '') ? [displayName] : []));
}

/** The application that a token or a sign-on is for; in other events an application is what is acted on. */
function clientTarget(eventType: unknown, targets: unknown): RawRecord | undefined {
  if (!/^(?:app\.oauth2\.|user\.authentication\.sso)/.test(text(eventType) ?? '')) return undefined;
  return targetOf(targets, /^(?:AppInstance|PublicClientApp)$/);
}

/** Names of the System Log that collectors with case-blind tables write in lower case. */
const cased: ReadonlyMap<string, string> = new Map(
  ['eventType', 'legacyEventType', 'displayMessage', 'authenticationContext', 'securityContext', 'debugContext'].map(
    (name) => [name.toLowerCase(), name],
  ),
);

function restoreCase(record: RawRecord): RawRecord {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [cased.get(name) ?? name, value]));
}
