// SPDX-License-Identifier: Apache-2.0
import type { RawRecord } from '../../model/event.ts';
import { text } from '../shared/read.ts';

/** The diagnostic categories of the sign-in logs, by the Log Analytics table each one fills. */
const categoryOfTable = {
  SigninLogs: 'SignInLogs',
  AADNonInteractiveUserSignInLogs: 'NonInteractiveUserSignInLogs',
  AADServicePrincipalSignInLogs: 'ServicePrincipalSignInLogs',
  AADManagedIdentitySignInLogs: 'ManagedIdentitySignInLogs',
  ADFSSignInLogs: 'ADFSSignInLogs',
} as const satisfies Readonly<Record<string, string>>;

export const signinTables: readonly string[] = Object.keys(categoryOfTable);

/** `MicrosoftServicePrincipalSignInLogs` are sign-ins of Microsoft's own services in the tenant. */
export const categories: readonly string[] = [...Object.values(categoryOfTable), 'MicrosoftServicePrincipalSignInLogs'];

/** The category of a Log Analytics row, from its `Category` column or the name of its table. */
export function categoryOfRow(row: RawRecord): string | undefined {
  const written = text(row.Category);
  if (written !== undefined && categories.includes(written)) return written;
  const table = text(row.Type);
  return Object.entries(categoryOfTable).find(([name]) => name === table)?.[1];
}

const categoryOfType: readonly (readonly [string, string])[] = [
  ['managedIdentity', 'ManagedIdentitySignInLogs'],
  ['servicePrincipal', 'ServicePrincipalSignInLogs'],
  ['nonInteractiveUser', 'NonInteractiveUserSignInLogs'],
  ['interactiveUser', 'SignInLogs'],
];

/** The category that a `signIn` of Microsoft Graph would have had in diagnostic settings. */
export function categoryOfGraph(signin: RawRecord): string {
  if (text(signin.tokenIssuerType) === 'ADFederationServices') return 'ADFSSignInLogs';
  const types = Array.isArray(signin.signInEventTypes) ? signin.signInEventTypes : [];
  const known = categoryOfType.find(([type]) => types.includes(type));
  if (known !== undefined) return known[1];
  if (text(signin.userId) === undefined && text(signin.servicePrincipalId) !== undefined)
    return 'ServicePrincipalSignInLogs';
  return signin.isInteractive === false ? 'NonInteractiveUserSignInLogs' : 'SignInLogs';
}
