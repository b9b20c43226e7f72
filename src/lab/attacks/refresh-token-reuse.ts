// SPDX-License-Identifier: Apache-2.0
import { minute, second } from '../clock.ts';
import { type Attack, victim } from '../context.ts';
import { placeOf } from '../organisation.ts';
import { auth0Event } from '../sources/auth0.ts';
import { oktaEvent, oktaSession } from '../sources/okta-system.ts';
import { attackers, storyOf } from './story.ts';

const name = 'refresh-token-reuse';
const rows = ['D8'] as const;
const step = storyOf(name, rows);

/** A stolen refresh token is used after its owner has rotated it, at Okta and at Auth0. */
export const refreshTokenReuse: Attack = {
  name,
  title: 'A refresh token that was rotated is used again',
  rows,
  sources: ['okta.system', 'auth0.logs'],
  steps: (lab, start) => {
    const person = victim(lab, start);
    const place = placeOf(lab.organisation, person, start);
    const client = { id: '0oa1exampleapp697', type: 'PublicClientApp', name: 'Example Desk' };
    const okta = { person, session: oktaSession(person, start), targets: [client] } as const;
    const agent = 'python-requests/2.32.4';
    const customer = victim(lab, start);
    const { ip } = attackers.scaleway;
    return [
      ...step(
        'own-use',
        oktaEvent(lab, {
          ...okta,
          time: start,
          place,
          agent: person.device.agent,
          type: 'app.oauth2.as.token.grant.refresh_token',
          message: 'OAuth2 refresh token is granted',
          debug: { grantType: 'refresh_token', requestUri: '/oauth2/default/v1/token' },
        }),
        auth0Event(lab, {
          time: start + minute,
          type: 'sertft',
          description: 'Refresh token exchanged for access token',
          person: customer,
          ip: placeOf(lab.organisation, customer, start).ip,
          agent: customer.device.agent,
        }),
      ),
      ...step(
        'reuse',
        oktaEvent(lab, {
          ...okta,
          time: start + 6 * minute,
          place: attackers.scaleway,
          agent,
          type: 'app.oauth2.as.token.detect_reuse',
          message: 'One-time refresh token reused',
          result: 'FAILURE',
          reason: 'reused_refresh_token',
          debug: { grantType: 'refresh_token', requestUri: '/oauth2/default/v1/token', threatSuspected: 'true' },
        }),
        ...[7 * minute, 7 * minute + 20 * second].map((after) =>
          auth0Event(lab, {
            time: start + after,
            type: 'fertft',
            description: 'Unknown or invalid refresh token.',
            person: customer,
            ip,
            agent,
            details: { code: 'reused_refresh_token', familyId: lab.random.hex(24) },
          }),
        ),
      ),
    ];
  },
};
