// SPDX-License-Identifier: Apache-2.0
import type { RawRecord } from '../../model/event.ts';
import { project, type Source } from '../../model/source.ts';
import { own, phrase, words } from '../microsoft/pairs.ts';
import { addressText } from '../shared/address.ts';
import { firstText, isObject, text } from '../shared/read.ts';
import { auth0Outcome, auth0Stage } from './auth0-stage.ts';

const details = (path: string) => `data.details.${path}`;
const call = ['data.type', details('request.method'), details('request.path')] as const;

/**
 * Auth0 tenant logs.
 *
 * The plain form is that of log streams: `log_id` and `data` with `type` (`seacft`, `ferrt`, `sapi`, ...), `date`, `ip`,
 * `user_agent`, `client_id`, `client_name`, `user_id`, `user_name` and `details`. Records of the Management API (flat)
 * and of Amazon EventBridge (`detail`) are brought to it.
 */
export const auth0: Source = {
  id: 'auth0.logs',
  title: 'Auth0 tenant logs',
  documentation: 'https://auth0.com/docs/deploy-monitor/logs/log-event-type-codes',
  logsources: [{ product: 'auth0' }, { product: 'auth0', service: 'logs' }],
  shapes: [
    { require: { 'data.type': true, 'data.date': true, 'data.log_id': true } },
    { require: { log_id: true, 'data.type': true, 'data.date': true } },
  ],
  variants: [
    {
      shape: { require: { log_id: true, type: true, date: true }, forbid: ['data'] },
      normalise: (record) => ({ log_id: record.log_id, data: record }),
    },
    { shape: { require: { 'detail.log_id': true, 'detail.data.type': true } }, normalise: fromEventBridge },
  ],
  time: ['data.date'],
  eventId: ['log_id', 'data.log_id'],
  lifecycle: [
    project('stage', call, ([type, method, path]) => auth0Stage(text(type), text(method), text(path))),
    project('outcome', ['data.type'], ([type]) => auth0Outcome(text(type))),
    project('action', call, phrase),
    project('channel', [...call, details('request.channel')], ([type, method, path, channel]) => {
      if (auth0Stage(text(type), text(method), text(path)) !== 'register') return undefined;
      return text(channel)?.startsWith('https://manage.auth0.com') === true ? 'portal' : 'rest';
    }),
    project('principal.kind', ['data.user_id', 'data.client_id'], ([user, client]) =>
      text(user) === undefined ? text(client) && 'application' : 'user',
    ),
    project('principal.id', ['data.user_id', 'data.client_id'], firstText),
    project('principal.name', ['data.user_name', details('request.auth.user.email')], firstText),
    project('credential.kind', ['data.type', details('tokenId'), details('request.auth.credentials.jti')], (values) => {
      if (auth0Stage(text(values[0])) === 'refresh') return 'refresh-token';
      return firstText(values.slice(1)) && 'access-token';
    }),
    project('credential.id', [details('tokenId'), details('request.auth.credentials.jti')], firstText),
    // Refresh tokens that rotated out of one grant share the family.
    project('session.id', [details('familyId'), 'data.session_id', details('session_id')], firstText),
    project('client.id', ['data.client_id'], firstText),
    project('client.name', ['data.client_name'], firstText),
    project('network.ip', ['data.ip', details('request.ip')], (values) =>
      values.map(addressText).find((address) => address !== undefined),
    ),
    project('agent.raw', ['data.user_agent', details('request.userAgent')], firstText),
    project(
      'resource.kind',
      ['data.audience', details('request.path')],
      ([audience, path]) => firstText([audience, path]) && 'api',
    ),
    project('resource.id', ['data.audience', details('request.path')], firstText),
    project(
      'scopes',
      ['data.scope', details('request.auth.credentials.scopes')],
      ([scope, granted]) => words(scope) ?? words(granted),
    ),
  ],
};

function fromEventBridge(record: RawRecord): RawRecord {
  const detail = own(record, 'detail');
  return isObject(detail) ? detail : record;
}
