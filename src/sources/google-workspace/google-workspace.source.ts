// SPDX-License-Identifier: Apache-2.0
import { project, type Source } from '../../model/source.ts';
import { phrase, words } from '../microsoft/pairs.ts';
import { addressText } from '../shared/address.ts';
import { firstText, text } from '../shared/read.ts';
import { fromBigQuery, fromCloudLogging, withEvent, withFlatEvent } from './google-event.ts';
import { googleStage } from './google-stage.ts';

const services = ['admin', 'drive', 'gmail', 'groups', 'login', 'mobile', 'saml', 'token', 'user_accounts'] as const;

const parameter = (name: string) => `event.parameters.${name}`;
const application = 'id.applicationName';

/**
 * Google Workspace audit activities, as the Reports API gives them: token (OAuth), login, admin, drive and others.
 *
 * The plain form, which rules are written on, is the activity of the API (`id.time`, `id.applicationName`,
 * `actor.email`, `ipAddress`, `events`) with its first event in `event`: `event.name`, `event.type`, and its parameters
 * by name, as in `event.parameters.client_id` or `event.parameters.scope` (a list). Activities straight from the API,
 * those that a collector has split by event (`name`, `type`, `parameters` at the top), those shared with Google Cloud
 * (in Cloud Logging) and rows exported to BigQuery are brought to it.
 *
 * An activity rarely has more than one event; those after the first are in `events` only.
 */
export const googleWorkspace: Source = {
  id: 'google.workspace',
  title: 'Google Workspace audit activities',
  documentation: 'https://developers.google.com/workspace/admin/reports/reference/rest/v1/activities/list',
  logsources: [
    { product: 'google_workspace' },
    ...services.map((service) => ({ product: 'google_workspace', service })),
    ...services.map((service) => ({ product: 'gcp', service: `google_workspace.${service}` })),
  ],
  shapes: [{ require: { [application]: true, 'event.name': true } }],
  variants: [
    { shape: { require: { [application]: true, events: true }, forbid: ['event'] }, normalise: withEvent },
    {
      shape: { require: { [application]: true, name: true }, forbid: ['event', 'events'] },
      normalise: withFlatEvent,
    },
    {
      shape: { require: { 'protoPayload.metadata.activityId': true, 'protoPayload.metadata.event.eventName': true } },
      normalise: fromCloudLogging,
    },
    {
      shape: { require: { time_usec: true, record_type: true, event_name: true }, forbid: ['id', 'event'] },
      normalise: fromBigQuery,
    },
  ],
  time: ['id.time'],
  eventId: ['id.uniqueQualifier'],
  lifecycle: [
    project('stage', [application, 'event.name'], ([app, name]) => googleStage(text(app), text(name))),
    project('outcome', [application, 'event.name'], ([app, name]) => {
      if (googleStage(text(app), text(name)) === undefined) return undefined;
      return /failure$/.test(text(name) ?? '') ? 'failure' : 'success';
    }),
    project('action', [application, 'event.name', parameter('method_name')], phrase),
    project('principal.kind', ['actor.email', 'actor.callerType', 'actor.profileId'], ([email, caller, profile]) => {
      if (/gserviceaccount\.com$/.test(text(email) ?? '')) return 'service-account';
      if (text(caller) === 'APPLICATION' || text(caller) === 'KEY') return 'application';
      return firstText([email, profile]) && 'user';
    }),
    project('principal.id', ['actor.profileId', 'actor.email', 'actor.key'], firstText),
    project('principal.name', ['actor.email'], firstText),
    project(
      'client.id',
      ['client_id', 'API_CLIENT_NAME', 'OAUTH2_APP_ID', 'originating_app_id'].map(parameter),
      firstText,
    ),
    project('client.name', ['app_name', 'OAUTH2_APP_NAME', 'APPLICATION_NAME'].map(parameter), firstText),
    project('network.ip', ['ipAddress'], ([address]) => addressText(address)),
    project('agent.raw', [parameter('user_agent')], firstText),
    project('resource.kind', [application, parameter('doc_id'), parameter('api_name')], ([app, document, api]) => {
      if (text(document) !== undefined) return 'file';
      return text(app) === 'token' && text(api) !== undefined ? 'api' : undefined;
    }),
    project('resource.id', [parameter('doc_id'), parameter('api_name')], firstText),
    project('resource.name', [parameter('doc_title')], firstText),
    project(
      'scopes',
      [parameter('scope'), parameter('API_SCOPES')],
      ([scope, granted]) => words(scope) ?? words(granted),
    ),
  ],
};
