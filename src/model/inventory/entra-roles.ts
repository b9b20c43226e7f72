// SPDX-License-Identifier: Apache-2.0
// Directory roles and application permissions that let their holder rise. Ids and names are Microsoft's (role reference
// of Microsoft Entra, Graph permission reference; read 2026-11); the levels and reasons are our judgement.

/**
 * `control`: the whole tenant, at once or in one step. `high`: changes how people or applications sign in, or reaches
 * what many keep. `reader`: sees what helps an attack.
 */
export type RoleLevel = 'control' | 'high' | 'reader';

export interface KnownRole {
  readonly id: string;
  readonly name: string;
  readonly level: RoleLevel;
  /** May add credentials to any application. */
  readonly appAdmin?: true;
}

export const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10';
export const directorySynchronization = 'd29b2b05-8046-44ba-8758-1e26182fcf32';

const roles: readonly KnownRole[] = [
  { id: globalAdministrator, name: 'Global Administrator', level: 'control', appAdmin: true },
  { id: 'e8611ab8-c189-46e8-94e1-60213ab1f814', name: 'Privileged Role Administrator', level: 'control' },
  { id: '7be44c8a-adaf-4e2a-84d6-ab2649e08a13', name: 'Privileged Authentication Administrator', level: 'control' },
  { id: 'e00e864a-17c5-4a4b-9c06-f5b95a8d5bd8', name: 'Partner Tier2 Support', level: 'control' },
  { id: '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3', name: 'Application Administrator', level: 'high', appAdmin: true },
  {
    id: '158c047a-c907-4556-b7ef-446551a6b5f7',
    name: 'Cloud Application Administrator',
    level: 'high',
    appAdmin: true,
  },
  { id: '8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2', name: 'Hybrid Identity Administrator', level: 'high', appAdmin: true },
  { id: 'c4e39bd9-1100-46d3-8c65-fb160da0071f', name: 'Authentication Administrator', level: 'high' },
  { id: '0526716b-113d-4c15-b2c8-68e3c22b9f80', name: 'Authentication Policy Administrator', level: 'high' },
  { id: 'fe930be7-5e62-47db-91af-98c3a49a38b1', name: 'User Administrator', level: 'high' },
  { id: '729827e3-9c14-49f7-bb1b-9608f156bbb8', name: 'Helpdesk Administrator', level: 'high' },
  { id: '966707d0-3269-4727-9be2-8c3a10f19b9d', name: 'Password Administrator', level: 'high' },
  { id: '194ae4cb-b126-40b2-bd5b-6091b380977d', name: 'Security Administrator', level: 'high' },
  { id: 'b1be1c3e-b65d-4f19-8427-f6fa0d97feb9', name: 'Conditional Access Administrator', level: 'high' },
  { id: '29232cdf-9323-42fd-ade2-1d097af3e4de', name: 'Exchange Administrator', level: 'high' },
  { id: 'f28a1f50-f6e7-4571-818b-6a12f2af6b6c', name: 'SharePoint Administrator', level: 'high' },
  { id: '3a2c62db-5318-420d-8d74-23affee5d9d5', name: 'Intune Administrator', level: 'high' },
  { id: 'fdd7a751-b60b-444a-984c-02652fe8fa1c', name: 'Groups Administrator', level: 'high' },
  { id: '9360feb5-f418-4baa-8175-e2a00bac4301', name: 'Directory Writers', level: 'high' },
  { id: directorySynchronization, name: 'Directory Synchronization Accounts', level: 'high' },
  { id: '4ba39ca4-527c-499a-b93d-d9b492c50246', name: 'Partner Tier1 Support', level: 'high' },
  { id: '8329153b-31d0-4727-b945-745eb3bc5f31', name: 'Domain Name Administrator', level: 'control' },
  { id: 'be2f45a1-457d-42af-a067-6ec1fa63bc45', name: 'External Identity Provider Administrator', level: 'control' },
  { id: '45d8d3c5-c802-45c6-b32a-1d70b5e1e86e', name: 'Identity Governance Administrator', level: 'high' },
  { id: '7698a772-787b-4ac8-901f-60d6b08affd2', name: 'Cloud Device Administrator', level: 'high' },
  { id: '59d46f88-662b-457b-bceb-5c3809e5908f', name: 'Lifecycle Workflows Administrator', level: 'high' },
  { id: '69091246-20e8-4a56-aa4d-066075b2a7a8', name: 'Teams Administrator', level: 'high' },
  { id: '17315797-102d-40b4-93e0-432062caca18', name: 'Compliance Administrator', level: 'high' },
  { id: '5f2222b1-57c3-48ba-8ad5-d4759f1fde6f', name: 'Security Operator', level: 'high' },
  { id: 'cf1c38e5-3621-4004-a7cb-879624dced7c', name: 'Application Developer', level: 'reader' },
  { id: 'f2ef992c-3afb-46b9-b7cf-a126ee74c451', name: 'Global Reader', level: 'reader' },
  { id: '5d6b6bb7-de71-4623-b4af-96380a352509', name: 'Security Reader', level: 'reader' },
];

export const knownRoles: ReadonlyMap<string, KnownRole> = new Map(roles.map((it) => [it.id, it]));

export interface Power {
  /** `direct`: gives itself Global Administrator, or a credential of who has it. `indirect`: needs one step in between. */
  readonly path: 'direct' | 'indirect';
  readonly why: string;
}

/** Application permissions of Microsoft Graph that lead to the whole tenant. */
export const tenantPowers: ReadonlyMap<string, Power> = new Map<string, Power>([
  ['RoleManagement.ReadWrite.Directory', { path: 'direct', why: 'it gives itself any directory role' }],
  ['AppRoleAssignment.ReadWrite.All', { path: 'direct', why: 'it gives itself any application permission' }],
  ['RoleAssignmentSchedule.ReadWrite.Directory', { path: 'direct', why: 'it assigns itself any directory role' }],
  [
    'RoleEligibilitySchedule.ReadWrite.Directory',
    { path: 'direct', why: 'it makes an account it holds eligible for any directory role' },
  ],
  [
    'UserAuthenticationMethod.ReadWrite.All',
    { path: 'direct', why: 'it adds a sign-in method of its own to an administrator' },
  ],
  ['Application.ReadWrite.All', { path: 'indirect', why: 'it adds a secret to a stronger application and becomes it' }],
  [
    'ServicePrincipalEndpoint.ReadWrite.All',
    { path: 'indirect', why: 'it changes where service principals send their users' },
  ],
  ['Directory.ReadWrite.All', { path: 'indirect', why: 'it changes members of groups that hold access' }],
  [
    'Group.ReadWrite.All',
    { path: 'indirect', why: 'it adds itself to groups that hold access to Azure or applications' },
  ],
  ['GroupMember.ReadWrite.All', { path: 'indirect', why: 'it adds itself to groups that hold access' }],
  [
    'PrivilegedAccess.ReadWrite.AzureADGroup',
    { path: 'indirect', why: 'it makes itself a member of groups that hold roles' },
  ],
  [
    'PrivilegedAssignmentSchedule.ReadWrite.AzureADGroup',
    { path: 'indirect', why: 'it makes itself a member of groups that hold roles' },
  ],
  [
    'PrivilegedEligibilitySchedule.ReadWrite.AzureADGroup',
    { path: 'indirect', why: 'it makes itself eligible for groups that hold roles' },
  ],
  [
    'RoleManagementPolicy.ReadWrite.Directory',
    { path: 'indirect', why: 'it takes approval and MFA away from the activation of roles' },
  ],
  ['Policy.ReadWrite.PermissionGrant', { path: 'indirect', why: 'it decides which consents need no administrator' }],
  ['Policy.ReadWrite.ConditionalAccess', { path: 'indirect', why: 'it switches conditions of sign-in off' }],
  [
    'Policy.ReadWrite.AuthenticationMethod',
    { path: 'indirect', why: 'it allows sign-in methods with which an administrator can be taken over' },
  ],
  ['Domain.ReadWrite.All', { path: 'indirect', why: 'it adds a federated domain and signs in as anybody in it' }],
  [
    'Organization.ReadWrite.All',
    { path: 'indirect', why: 'it adds a certificate authority and signs in with its certificates' },
  ],
  [
    'DeviceManagementConfiguration.ReadWrite.All',
    { path: 'indirect', why: 'it runs scripts on the devices of administrators' },
  ],
  [
    'DeviceManagementScripts.ReadWrite.All',
    { path: 'indirect', why: 'it runs scripts on the devices of administrators' },
  ],
  ['EntitlementManagement.ReadWrite.All', { path: 'indirect', why: 'it hands out access packages, also with roles' }],
  ['User-PasswordProfile.ReadWrite.All', { path: 'indirect', why: 'it sets passwords of users' }],
  ['SynchronizationData-User.Upload', { path: 'indirect', why: 'it writes users as the synchronisation does' }],
]);

/** Microsoft's own tenants: what they own is first-party. */
export const microsoftTenants: ReadonlySet<string> = new Set([
  'f8cdef31-a31e-4b4a-93e4-5f571e91255a',
  '72f988bf-86f1-41af-91ab-2d7cd011db47',
  '33e01921-4d64-4f8c-a055-5bdaffd5e33d',
  'cdc5aeea-15c5-4db6-b079-fcadd2505dc2',
]);

export const graphAppId = '00000003-0000-0000-c000-000000000000';

/** Prefixes of the ids of Entra's items. */
export const entraId = {
  app: (objectId: string) => `entra:app:${objectId}`,
  servicePrincipal: (objectId: string) => `entra:service-principal:${objectId}`,
  user: (objectId: string) => `entra:user:${objectId}`,
  group: (objectId: string) => `entra:group:${objectId}`,
  role: (definitionId: string) => `entra:role:${definitionId}`,
} as const;
