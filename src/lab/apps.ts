// SPDX-License-Identifier: Apache-2.0

/** An OAuth client as sign-in logs name it. */
export interface CatalogueApp {
  readonly name: string;
  readonly id: string;
  readonly servicePrincipal: string;
  readonly publisher: string;
  readonly scopes: readonly string[];
}

export const microsoftGraph = {
  name: 'Microsoft Graph',
  id: '00000003-0000-0000-c000-000000000000',
} as const;
export const exchangeOnline = {
  name: 'Office 365 Exchange Online',
  id: '00000002-0000-0ff1-ce00-000000000000',
} as const;
export const azureManagement = {
  name: 'Windows Azure Service Management API',
  id: '797f4846-ba00-4fd7-ba43-dac1f8f63013',
} as const;
export const deviceRegistration = {
  name: 'Device Registration Service',
  id: '01cb2876-7ebd-4aa4-9cc9-d28bd4d359a9',
} as const;

const firstPartyOf = (name: string, id: string, ...scopes: readonly string[]): CatalogueApp => ({
  name,
  id,
  servicePrincipal: id,
  publisher: 'Microsoft Services',
  scopes,
});

/**
 * Microsoft's own clients, with their public ids.
 *
 * @see https://learn.microsoft.com/troubleshoot/entra/entra-id/governance/verify-first-party-apps-sign-in
 */
export const microsoftOffice: CatalogueApp = firstPartyOf(
  'Microsoft Office',
  'd3590ed6-52b3-4102-aeff-aad2292ab01c',
  'Mail.ReadWrite',
  'Files.ReadWrite.All',
  'User.Read',
);
export const microsoftTeams: CatalogueApp = firstPartyOf(
  'Microsoft Teams',
  '1fec8e78-bce4-4aaf-ab1b-5451cc387264',
  'Chat.ReadWrite',
  'User.Read.All',
);
export const outlookMobile: CatalogueApp = firstPartyOf(
  'Outlook Mobile',
  '27922004-5251-4030-b22d-91ecd9a37ea4',
  'Mail.ReadWrite',
  'Contacts.ReadWrite',
);
export const visualStudioCode: CatalogueApp = firstPartyOf(
  'Visual Studio Code',
  'aebc6443-996d-45c2-90f0-388ff96faa56',
  'openid',
  'profile',
  'user_impersonation',
);
export const azureCli: CatalogueApp = firstPartyOf(
  'Microsoft Azure CLI',
  '04b07795-8ddb-461a-bbee-02f9e1bf7b46',
  'user_impersonation',
);
export const azurePortal: CatalogueApp = firstPartyOf(
  'Azure Portal',
  'c44b4083-3bb0-49c1-b47d-974e53cbdf3c',
  'user_impersonation',
);
export const outlookWeb: CatalogueApp = firstPartyOf(
  'One Outlook Web',
  '9199bf20-a13f-4107-85dc-02114787ef48',
  'Mail.ReadWrite',
  'Calendars.ReadWrite',
);

/** What people use every day. */
export const firstParty: readonly CatalogueApp[] = [microsoftOffice, microsoftTeams, outlookWeb, azurePortal];

/** Known third-party applications; their ids are drawn from the seed. */
export const thirdPartyNames: readonly Omit<CatalogueApp, 'id' | 'servicePrincipal'>[] = [
  { name: 'Example Whiteboard', publisher: 'Example Tools', scopes: ['User.Read', 'openid', 'profile'] },
  { name: 'Example Meeting Notes', publisher: 'Example Notes', scopes: ['Calendars.Read', 'User.Read', 'openid'] },
  { name: 'Example Travel Desk', publisher: 'Example Travel', scopes: ['User.Read', 'email', 'openid'] },
  { name: 'Example CRM Connector', publisher: 'Example CRM', scopes: ['Contacts.Read', 'User.Read', 'offline_access'] },
];
