// SPDX-License-Identifier: Apache-2.0
import type { Stage } from '../../model/lifecycle.ts';
import { project, type Source } from '../../model/source.ts';
import { phrase } from '../microsoft/pairs.ts';
import { addressText } from '../shared/address.ts';
import { firstText, text } from '../shared/read.ts';

const stageOf: ReadonlyMap<string, Stage> = new Map([
  ['Login', 'issue'],
  ['LoginAs', 'issue'],
  ['Logout', 'revoke'],
  ['API', 'use'],
  ['ApiTotalUsage', 'use'],
  ['RestApi', 'use'],
  ['BulkApi', 'use'],
  ['BulkApi2', 'use'],
  ['BulkApiRequest', 'use'],
  ['BulkApiResult', 'use'],
  ['BulkApiResultEventStore', 'use'],
  ['ContentTransfer', 'use'],
  ['ContentDocumentLink', 'use'],
  ['DocumentAttachmentDownloads', 'use'],
  ['MetadataApiOperation', 'use'],
  ['ReportExport', 'use'],
  ['Report', 'use'],
]);

const connectedApp = ['CONNECTED_APP_ID', 'CLIENT_ID'] as const;

/**
 * Salesforce event log files, one row a record: `EVENT_TYPE`, `TIMESTAMP_DERIVED` or `TIMESTAMP`, `USER_ID_DERIVED`,
 * `USER_NAME`, `CLIENT_IP` or `SOURCE_IP`, and the columns of the event type. `SESSION_KEY` ties the calls of one
 * session to its log-in (`LOGIN_KEY`).
 */
export const salesforce: Source = {
  id: 'salesforce.events',
  title: 'Salesforce event log files',
  documentation:
    'https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_eventlogfile_supportedeventtypes.htm',
  logsources: [{ product: 'salesforce' }, { product: 'salesforce', service: 'event_log_file' }],
  shapes: [
    { require: { EVENT_TYPE: true, TIMESTAMP: true, ORGANIZATION_ID: true } },
    { require: { EVENT_TYPE: true, TIMESTAMP_DERIVED: true }, forbid: ['ORGANIZATION_ID'] },
  ],
  time: ['TIMESTAMP_DERIVED', 'TIMESTAMP'],
  eventId: ['EVENT_IDENTIFIER'],
  lifecycle: [
    project('stage', ['EVENT_TYPE'], ([type]) => stageOf.get(text(type) ?? '')),
    project('outcome', ['LOGIN_STATUS', 'REQUEST_STATUS', 'STATUS_CODE'], ([login, request, status]) => {
      const logged = text(login);
      if (logged !== undefined) return logged === 'LOGIN_NO_ERROR' ? 'success' : 'failure';
      const asked = text(request);
      if (asked !== undefined) return /^(?:S|A)$/.test(asked) ? 'success' : 'failure';
      const code = Number(text(status));
      return Number.isInteger(code) ? (code < 400 ? 'success' : 'failure') : undefined;
    }),
    project('action', ['EVENT_TYPE', 'OPERATION_TYPE', 'METHOD_NAME'], phrase),
    project('principal.kind', ['USER_ID_DERIVED', 'USER_ID'], (values) => firstText(values) && 'user'),
    project('principal.id', ['USER_ID_DERIVED', 'USER_ID'], firstText),
    project('principal.name', ['USER_NAME', 'DELEGATED_USER_NAME'], firstText),
    project('credential.kind', ['SESSION_KEY'], ([key]) => text(key) && 'session'),
    project('credential.id', ['SESSION_KEY'], firstText),
    project('session.id', ['LOGIN_KEY'], firstText),
    project('client.id', connectedApp, firstText),
    project('client.name', ['CONNECTED_APP_NAME', 'CLIENT_NAME'], firstText),
    project('network.ip', ['CLIENT_IP', 'SOURCE_IP'], (values) =>
      values.map(addressText).find((address) => address !== undefined),
    ),
    project('agent.raw', ['BROWSER_TYPE', 'USER_AGENT'], firstText),
    project('resource.kind', ['ENTITY_NAME', 'URI'], ([entity, uri]) =>
      text(entity) === undefined ? text(uri) && 'page' : 'object',
    ),
    project('resource.id', ['ENTITY_NAME', 'URI'], firstText),
  ],
};
