// SPDX-License-Identifier: Apache-2.0
import type { LifecycleValue } from '../../model/lifecycle.ts';
import { project, type Source } from '../../model/source.ts';
import { tokenIdOf } from '../microsoft/token-id.ts';
import { addressText } from '../shared/address.ts';
import { firstText, text } from '../shared/read.ts';
import { grantedScopes } from './granted-scopes.ts';
import { categories, signinTables } from './signin-category.ts';
import { fromSigninCsv } from './signin-csv.ts';
import { fromGraphSignin, fromSigninRow } from './signin-forms.ts';

const graphForm = {
  require: { createdDateTime: true, correlationId: true, 'status.errorCode': true, appId: true },
  forbid: ['properties', 'TimeGenerated'],
} as const;
const rowForm = { require: { TimeGenerated: true, Category: categories }, forbid: ['properties'] } as const;
const tableForm = { require: { TimeGenerated: true, Type: signinTables }, forbid: ['properties', 'Category'] } as const;
const csvForm = {
  require: { 'Date (UTC)': true, 'Request ID': true, 'Application ID': true, Username: true },
} as const;

/**
 * Microsoft Entra sign-in logs: users (interactive and not), service principals, managed identities and AD FS.
 *
 * The plain form, which rules are written on, is that of diagnostic settings and Event Hubs: `category` is one of
 * `SignInLogs`, `NonInteractiveUserSignInLogs`, `ServicePrincipalSignInLogs`, `ManagedIdentitySignInLogs` and
 * `ADFSSignInLogs`; beside it `time`, `operationName` (`Sign-in activity`), `resultType` (the error code as text),
 * `callerIpAddress`, `correlationId`, `tenantId`; all else in `properties`, named as in the `signIn` resource of
 * Microsoft Graph: `properties.appId`, `properties.userPrincipalName`, `properties.ipAddress`,
 * `properties.authenticationProtocol`, `properties.uniqueTokenIdentifier`, `properties.status.errorCode`, ...
 *
 * Records of the Graph API (flat) and Log Analytics rows (`SigninLogs`, `AADNonInteractiveUserSignInLogs`,
 * `AADServicePrincipalSignInLogs`, `AADManagedIdentitySignInLogs`, `ADFSSignInLogs`) are brought to it, and rows of the
 * CSV of users' sign-ins that the admin centre offers for download.
 */
export const entraSignin: Source = {
  id: 'entra.signin',
  title: 'Microsoft Entra sign-in logs',
  documentation: 'https://learn.microsoft.com/graph/api/resources/signin',
  logsources: [{ product: 'azure', service: 'signinlogs' }],
  shapes: [{ require: { category: categories, properties: true } }],
  variants: [
    { shape: graphForm, normalise: fromGraphSignin },
    { shape: rowForm, normalise: fromSigninRow },
    { shape: tableForm, normalise: fromSigninRow },
    { shape: csvForm, normalise: fromSigninCsv },
  ],
  time: ['properties.createdDateTime', 'time'],
  eventId: ['properties.id'],
  lifecycle: [
    project(
      'stage',
      ['properties.incomingTokenType'],
      ([incoming]) => (/refreshtoken/i.test(text(incoming) ?? '') ? 'refresh' : 'issue'),
      ['refresh', 'issue'],
    ),
    project('outcome', ['properties.status.errorCode', 'resultType'], outcome),
    project(
      'action',
      ['properties.authenticationProtocol', 'properties.originalTransferMethod', 'properties.clientAppUsed'],
      signInAction,
    ),
    project('principal.kind', ['category', 'properties.managedIdentityType', 'properties.userId'], principalKind),
    project('principal.id', ['properties.userId', 'properties.servicePrincipalId'], firstText),
    project(
      'principal.name',
      ['properties.userPrincipalName', 'properties.servicePrincipalName', 'identity'],
      firstText,
    ),
    project('credential.kind', ['properties.uniqueTokenIdentifier'], ([id]) =>
      text(id) === undefined ? undefined : 'access-token',
    ),
    project('credential.id', ['properties.uniqueTokenIdentifier'], tokenIdOf),
    project(
      'credential.issued',
      ['properties.uniqueTokenIdentifier', 'properties.status.errorCode', 'resultType'],
      ([id, ...result]) => (outcome(result) === 'failure' ? undefined : tokenIdOf([id])),
    ),
    project('session.id', ['properties.sessionId'], firstText),
    project('client.id', ['properties.appId'], firstText),
    project('client.name', ['properties.appDisplayName'], firstText),
    project('network.ip', ['properties.ipAddress', 'callerIpAddress'], (values) =>
      values.map(addressText).find((address) => address !== undefined),
    ),
    project('agent.raw', ['properties.userAgent', 'properties.deviceDetail.browser'], firstText),
    project('resource.kind', ['properties.resourceId', 'properties.resourceDisplayName'], (values) =>
      firstText(values) === undefined ? undefined : 'api',
    ),
    project('resource.id', ['properties.resourceId'], firstText),
    project('resource.name', ['properties.resourceDisplayName'], firstText),
    project('scopes', ['properties.authenticationProcessingDetails'], ([details]) => grantedScopes(details)),
  ],
};

// An interrupt (50140, 50074, ...) hands out no token, so it is no success.
function outcome(values: readonly unknown[]): LifecycleValue | undefined {
  const code = firstText(values)?.toLowerCase();
  if (code === undefined) return undefined;
  return code === '0' || code === 'success' ? 'success' : 'failure';
}

// `deviceCodeFlow` on a later token of the session says more than the `oAuth2` beside it.
function signInAction([protocol, transfer, app]: readonly unknown[]): string {
  const special = protocol === 'oAuth2' ? undefined : meaningful(protocol);
  const how = [special, meaningful(transfer), meaningful(protocol), meaningful(app)].find((one) => one !== undefined);
  return how === undefined ? 'sign-in' : `sign-in ${how}`;
}

// The log writes `none` for every sign-in that is not of a special protocol.
function meaningful(value: unknown): string | undefined {
  const written = text(value);
  return /^(?:none|unknown|unknownFutureValue)$/i.test(written ?? '') ? undefined : written;
}

function principalKind([category, managed, user]: readonly unknown[]): LifecycleValue {
  if (category === 'ManagedIdentitySignInLogs' || meaningful(managed) !== undefined) return 'managed-identity';
  const application = text(category)?.endsWith('ServicePrincipalSignInLogs') === true;
  return application && text(user) === undefined ? 'service-principal' : 'user';
}
