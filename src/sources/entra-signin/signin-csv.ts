// SPDX-License-Identifier: Apache-2.0
import type { RawRecord } from '../../model/event.ts';
import { text } from '../shared/read.ts';
import { fromGraphSignin } from './signin-forms.ts';

/** Column of the admin centre's CSV to the property of the `signIn` of Microsoft Graph. */
const columns: readonly (readonly [string, string])[] = [
  ['Date (UTC)', 'createdDateTime'],
  ['Request ID', 'id'],
  ['Correlation ID', 'correlationId'],
  ['User agent', 'userAgent'],
  ['User ID', 'userId'],
  ['User', 'userDisplayName'],
  ['Username', 'userPrincipalName'],
  ['User type', 'userType'],
  ['Incoming token type', 'incomingTokenType'],
  ['Authentication Protocol', 'authenticationProtocol'],
  ['Unique token identifier', 'uniqueTokenIdentifier'],
  ['Original transfer method', 'originalTransferMethod'],
  ['Application', 'appDisplayName'],
  ['Application ID', 'appId'],
  ['Resource', 'resourceDisplayName'],
  ['Resource ID', 'resourceId'],
  ['Resource tenant ID', 'resourceTenantId'],
  ['Home tenant ID', 'homeTenantId'],
  ['IP address', 'ipAddress'],
  ['Client app', 'clientAppUsed'],
  ['Authentication requirement', 'authenticationRequirement'],
  ['Session ID', 'sessionId'],
];

/**
 * A row of the CSV of users' sign-ins that the admin centre offers for download. Its name alone says whether they were
 * interactive, so all count as such unless a token came in.
 */
export function fromSigninCsv(row: RawRecord): RawRecord {
  const code = text(row['Sign-in error code']) ?? (text(row.Status) === 'Success' ? '0' : undefined);
  const [city, state, countryOrRegion] = (text(row.Location) ?? '').split(/, */);
  return fromGraphSignin({
    ...Object.fromEntries(
      columns.flatMap(([column, name]) => (Object.hasOwn(row, column) ? [[name, row[column]]] : [])),
    ),
    status: { errorCode: code === undefined ? undefined : Number(code), failureReason: row['Failure reason'] },
    location: countryOrRegion === undefined ? undefined : { city, state, countryOrRegion },
    deviceDetail: { deviceId: row['Device ID'], browser: row.Browser, operatingSystem: row['Operating System'] },
    isInteractive: /^(?:none)?$/i.test(text(row['Incoming token type']) ?? ''),
  });
}
