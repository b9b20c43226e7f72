// SPDX-License-Identifier: Apache-2.0
import { isoMillis } from '../clock.ts';
import { anyone, type Background, type Lab, labMark } from '../context.ts';
import type { Person } from '../organisation.ts';
import { placeOf } from '../organisation.ts';
import type { Emission } from '../record.ts';

/**
 * One entry of an Auth0 log stream.
 *
 * @see https://auth0.com/docs/deploy-monitor/logs/log-event-type-codes
 */
export function auth0Event(
  lab: Lab,
  fields: {
    readonly time: number;
    readonly type: string;
    readonly description: string;
    readonly person: Person;
    readonly ip: string;
    readonly agent: string;
    readonly details?: Readonly<Record<string, unknown>>;
    readonly scope?: string;
  },
): Emission {
  const day = isoMillis(fields.time).slice(0, 10).replaceAll('-', '');
  const id = `900${day}${String(lab.random.bits()).padStart(10, '0')}${String(lab.random.bits()).padStart(10, '0')}${'0'.repeat(18)}`;
  const { person } = fields;
  return {
    source: 'auth0.logs',
    time: fields.time,
    id,
    record: {
      log_id: id,
      data: {
        date: isoMillis(fields.time),
        type: fields.type,
        description: fields.description,
        connection: 'Username-Password-Authentication',
        connection_id: 'con_Example0000001',
        client_id: auth0Client.id,
        client_name: auth0Client.name,
        ip: fields.ip,
        user_agent: fields.agent,
        details: fields.details ?? {},
        hostname: 'example.eu.auth0.com',
        user_id: `auth0|${person.oktaId.slice(3)}`,
        user_name: person.mail,
        audience: 'https://api.example.com',
        scope: fields.scope ?? 'openid profile offline_access',
        strategy: 'auth0',
        strategy_type: 'database',
        tenant_name: 'example',
        environment_name: 'prod-eu',
        log_id: id,
        _id: id,
        isMobile: false,
      },
      ...labMark,
    },
  };
}

const auth0Client = { id: `Example${'0'.repeat(25)}`, name: 'Example Shop' } as const;

export const auth0: Background = {
  source: 'auth0.logs',
  weight: 3,
  human: 0.9,
  emit: (lab, time) => {
    const { random } = lab;
    const person = anyone(lab, time);
    const [type, description] = random.weighted([
      [5, ['s', 'Successful login']],
      [6, ['sertft', 'Refresh token exchanged for access token']],
      [3, ['seacft', 'Authorization code exchanged for access token']],
      [1, ['fp', 'Wrong email or password.']],
      [2, ['slo', 'User successfully logged out']],
    ] as const);
    const { ip } = placeOf(lab.organisation, person, time);
    return [auth0Event(lab, { time, type, description, person, ip, agent: person.device.agent })];
  },
};
