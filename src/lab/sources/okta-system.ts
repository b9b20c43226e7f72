// SPDX-License-Identifier: Apache-2.0
import { isoMillis } from '../clock.ts';
import { anyone, type Background, type Lab, labMark } from '../context.ts';
import type { Person, Place } from '../organisation.ts';
import { placeOf } from '../organisation.ts';
import type { Emission } from '../record.ts';

export interface OktaFields {
  readonly time: number;
  readonly type: string;
  readonly message: string;
  readonly person: Person;
  readonly place: Place;
  readonly agent: string;
  readonly session: string;
  readonly result?: 'SUCCESS' | 'FAILURE' | 'ALLOW' | 'CHALLENGE';
  readonly reason?: string;
  readonly targets?: readonly { readonly id: string; readonly type: string; readonly name: string }[];
  readonly debug?: Readonly<Record<string, string>>;
  readonly device?: string;
}

function browserOf(agent: string): string {
  if (agent.includes('Edg/')) return 'EDGE';
  if (agent.includes('Firefox/')) return 'FIREFOX';
  if (agent.includes('Chrome/')) return 'CHROME';
  return agent.includes('Safari/') ? 'SAFARI' : 'UNKNOWN';
}

function systemOf(agent: string): string {
  if (agent.includes('Windows')) return 'Windows 10';
  if (agent.includes('Macintosh')) return 'Mac OS X';
  return agent.includes('Linux') ? 'Linux' : 'Unknown';
}

/**
 * One event of Okta's System Log.
 *
 * @see https://developer.okta.com/docs/api/openapi/okta-management/management/tag/SystemLog/
 */
export function oktaEvent(lab: Lab, fields: OktaFields): Emission {
  const { random } = lab;
  const id = random.guid();
  const { place, person } = fields;
  const geography = {
    city: place.city,
    country: place.country === 'DE' ? 'Germany' : place.country === 'GB' ? 'United Kingdom' : place.country,
    geolocation: { lat: place.latitude, lon: place.longitude },
    postalCode: null,
    state: place.state,
  };
  const requestId = random.base64url(20);
  return {
    source: 'okta.system',
    time: fields.time,
    id,
    record: {
      actor: {
        id: person.oktaId,
        type: 'User',
        alternateId: person.mail,
        displayName: person.name,
        detailEntry: null,
      },
      client: {
        userAgent: {
          rawUserAgent: fields.agent,
          os: systemOf(fields.agent),
          browser: browserOf(fields.agent),
        },
        zone: place.ip.startsWith('203.0.113.') ? 'Office' : 'null',
        device: 'Computer',
        id: null,
        ipAddress: place.ip,
        geographicalContext: geography,
      },
      ...(fields.device === undefined
        ? {}
        : { device: { id: fields.device, name: person.device.name, managed: true, registered: true } }),
      authenticationContext: {
        authenticationProvider: null,
        credentialProvider: null,
        credentialType: null,
        issuer: null,
        interface: null,
        authenticationStep: 0,
        rootSessionId: fields.session,
        externalSessionId: fields.session,
      },
      displayMessage: fields.message,
      eventType: fields.type,
      outcome: { result: fields.result ?? 'SUCCESS', reason: fields.reason ?? null },
      published: isoMillis(fields.time),
      securityContext: {
        asNumber: place.asn,
        asOrg: null,
        isp: null,
        domain: null,
        isProxy: false,
      },
      severity: fields.result === 'FAILURE' ? 'WARN' : 'INFO',
      debugContext: {
        debugData: { requestId, requestUri: '/oauth2/v1/authorize', dtHash: deviceToken(person), ...fields.debug },
      },
      legacyEventType: null,
      transaction: { type: 'WEB', id: requestId, detail: {} },
      uuid: id,
      version: '0',
      request: {
        ipChain: [{ ip: place.ip, geographicalContext: geography, version: 'V4', source: null }],
      },
      target: (fields.targets ?? []).map((target) => ({
        id: target.id,
        type: target.type,
        alternateId: target.name,
        displayName: target.name,
        detailEntry: null,
      })),
      ...labMark,
    },
  };
}

/** The hash of the cookie by which Okta knows a browser. */
function deviceToken(person: Person): string {
  return `${person.device.id}${person.phone.id}`.replaceAll('-', '');
}

/** A person's session of the day; Okta's last twelve hours here. */
export function oktaSession(person: Person, time: number): string {
  return `idx${person.oktaId.slice(3, 15)}${Math.floor(time / 43_200_000) % 997}`;
}

export const oktaApps = ['Example Wiki', 'Example Payroll', 'Example Desk', 'Example Boards'] as const;

export const oktaSystem: Background = {
  source: 'okta.system',
  weight: 4,
  human: 0.95,
  emit: (lab, time) => {
    const { random } = lab;
    const person = anyone(lab, time);
    const session = oktaSession(person, time);
    const common = {
      time,
      person,
      place: placeOf(lab.organisation, person, time),
      agent: person.device.agent,
      session,
      device: `guo${person.oktaId.slice(3)}`,
    };
    const target = { id: '0oa1exampleapp697', type: 'AppInstance', name: random.pick(oktaApps) };
    // The first thing of a session is its start.
    const fresh = !lab.started.has(session);
    lab.started.add(session);
    const kind = fresh
      ? 'start'
      : random.weighted([
          [8, 'sso'],
          [1, 'failed'],
          [5, 'refresh'],
          [2, 'policy'],
        ] as const);
    switch (kind) {
      case 'start':
        return [oktaEvent(lab, { ...common, type: 'user.session.start', message: 'User login to Okta' })];
      case 'failed':
        return [
          oktaEvent(lab, {
            ...common,
            type: 'user.session.start',
            message: 'User login to Okta',
            result: 'FAILURE',
            reason: 'INVALID_CREDENTIALS',
          }),
        ];
      case 'refresh':
        return [
          oktaEvent(lab, {
            ...common,
            type: 'app.oauth2.as.token.grant.access_token',
            message: 'OAuth2 access token is granted',
            targets: [target, { id: `AT.${random.base64url(24)}`, type: 'access_token', name: 'Access Token' }],
            debug: { grantType: 'refresh_token', requestUri: '/oauth2/default/v1/token' },
          }),
        ];
      case 'policy':
        return [
          oktaEvent(lab, {
            ...common,
            type: 'policy.evaluate_sign_on',
            message: 'Evaluation of sign-on policy',
            result: 'ALLOW',
            reason: 'Sign-on policy evaluation resulted in ALLOW',
          }),
        ];
      case 'sso':
        return [
          oktaEvent(lab, {
            ...common,
            type: 'user.authentication.sso',
            message: 'User single sign on to app',
            targets: [target],
          }),
        ];
    }
  },
};
