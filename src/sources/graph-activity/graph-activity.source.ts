// SPDX-License-Identifier: Apache-2.0
import { project, type Source } from '../../model/source.ts';
import { fromLogAnalyticsRow } from '../microsoft/log-analytics.ts';
import { phrase, words } from '../microsoft/pairs.ts';
import { tokenIdOf } from '../microsoft/token-id.ts';
import { addressText } from '../shared/address.ts';
import { firstText, text } from '../shared/read.ts';
import { graphRequest } from './graph-request.ts';

const categories = ['MicrosoftGraphActivityLogs', 'AADGraphActivityLogs'] as const;

const rowForm = {
  require: { TimeGenerated: true, RequestUri: true, RequestMethod: true, SignInActivityId: true },
  forbid: ['properties'],
} as const;

const request = ['properties.requestUri', 'properties.userId'] as const;

/**
 * Microsoft Graph activity logs: each request to Microsoft Graph, with the id of the token that was used; and those of
 * the older Azure AD Graph (`graph.windows.net`), whose category is `AADGraphActivityLogs`.
 *
 * The plain form, which rules are written on, is that of diagnostic settings and Event Hubs: `category`
 * (`MicrosoftGraphActivityLogs`), `time`, `callerIpAddress`, `resultSignature`, and in `properties` `requestUri`,
 * `requestMethod`, `responseStatusCode` (a number), `appId`, `userId`, `servicePrincipalId`, `ipAddress`, `userAgent`,
 * `signInActivityId` (the token), `c_Sid` (the session), `scopes`, `roles` and `wids` (divided by spaces),
 * `identityProvider`, `clientAuthMethod`, `tokenIssuedAt`, `responseSizeBytes`.
 *
 * Rows of the Log Analytics tables of these names are brought to it.
 */
export const graphActivity: Source = {
  id: 'graph.activity',
  title: 'Microsoft Graph activity logs',
  documentation: 'https://learn.microsoft.com/graph/microsoft-graph-activity-logs-overview',
  logsources: [
    { product: 'azure', service: 'microsoftgraphactivitylogs' },
    { product: 'azure', service: 'aadgraphactivitylogs' },
  ],
  shapes: [{ require: { category: categories, properties: true } }],
  variants: [{ shape: rowForm, normalise: fromRow }],
  time: ['properties.timeGenerated', 'time'],
  eventId: ['properties.requestId'],
  lifecycle: [
    project('stage', ['properties.requestUri'], () => 'use', ['use']),
    project('outcome', ['properties.responseStatusCode', 'resultSignature'], (values) => {
      const status = Number(firstText(values));
      return Number.isInteger(status) ? (status >= 100 && status < 400 ? 'success' : 'failure') : undefined;
    }),
    project('action', ['properties.requestMethod', ...request], ([method, uri, user]) =>
      phrase([text(method)?.toUpperCase(), graphRequest(uri, user)?.template]),
    ),
    project('principal.kind', ['properties.userId', 'properties.servicePrincipalId'], ([user, application]) =>
      text(user) === undefined ? text(application) && 'service-principal' : 'user',
    ),
    project('principal.id', ['properties.userId', 'properties.servicePrincipalId'], firstText),
    project('credential.kind', ['properties.signInActivityId'], ([id]) => text(id) && 'access-token'),
    project('credential.id', ['properties.signInActivityId'], tokenIdOf),
    project('session.id', ['properties.c_Sid', 'properties.C_Sid', 'properties.sessionId'], firstText),
    project('client.id', ['properties.appId'], firstText),
    project('network.ip', ['properties.ipAddress', 'callerIpAddress'], (values) =>
      values.map(addressText).find((address) => address !== undefined),
    ),
    project('agent.raw', ['properties.userAgent'], firstText),
    project('resource.kind', request, ([uri, user]) => graphRequest(uri, user)?.kind),
    project('resource.id', request, ([uri, user]) => graphRequest(uri, user)?.id),
    project('scopes', ['properties.scopes', 'properties.roles'], ([scopes, roles]) => words(scopes) ?? words(roles)),
  ],
};

function fromRow(row: Parameters<typeof fromLogAnalyticsRow>[0]): ReturnType<typeof fromLogAnalyticsRow> {
  const record = fromLogAnalyticsRow(row, {
    category: (one) => (one.Type === categories[1] ? categories[1] : categories[0]),
    properties: { IPAddress: 'ipAddress', C_DeviceId: 'C_DeviceId' },
    also: ['DurationMs', 'Location'],
  });
  return { callerIpAddress: row.IPAddress, ...record };
}
