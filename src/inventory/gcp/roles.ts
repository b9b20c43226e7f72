// SPDX-License-Identifier: Apache-2.0
// Which permissions over tokens a role has. https://cloud.google.com/iam/docs/roles-permissions

import type { GcpAccess } from '../../model/inventory/gcp-policies.ts';
import type { Inventory } from '../../model/inventory/inventory.ts';

/** What permissions make a power, and what they are used on. */
export interface Power {
  readonly power: GcpAccess['power'];
  readonly permissions: readonly string[];
  readonly type: string;
  readonly below: string;
  /** https://cloud.google.com/iam/docs/conditions-resource-attributes: service accounts are not among them. */
  readonly attributes: boolean;
}

export const powers: readonly Power[] = [
  {
    power: 'mint-tokens',
    permissions: [
      'iam.serviceAccounts.getAccessToken',
      'iam.serviceAccounts.getOpenIdToken',
      'iam.serviceAccounts.signBlob',
      'iam.serviceAccounts.signJwt',
      'iam.serviceAccounts.implicitDelegation',
      'iam.serviceAccounts.actAs',
      'iam.serviceAccounts.setIamPolicy',
      'iam.serviceAccountKeys.create',
    ],
    type: 'iam.googleapis.com/ServiceAccount',
    below: 'serviceAccounts/zq7-unnamed',
    attributes: false,
  },
  {
    power: 'read-secrets',
    permissions: ['secretmanager.versions.access'],
    type: 'secretmanager.googleapis.com/SecretVersion',
    below: 'secrets/zq7-unnamed/versions/zq7',
    attributes: true,
  },
  {
    power: 'raise-own-rights',
    permissions: [
      'resourcemanager.projects.setIamPolicy',
      'resourcemanager.folders.setIamPolicy',
      'resourcemanager.organizations.setIamPolicy',
      'iam.roles.update',
    ],
    type: 'cloudresourcemanager.googleapis.com/Project',
    below: '',
    attributes: true,
  },
];

const token = ['getAccessToken', 'getOpenIdToken', 'signBlob', 'signJwt', 'implicitDelegation'];
const accounts = (...names: readonly string[]): readonly string[] => names.map((it) => `iam.serviceAccounts.${it}`);
const policies = (...names: readonly string[]): readonly string[] =>
  names.map((it) => `resourcemanager.${it}.setIamPolicy`);

/** Predefined roles, as far as they have such permissions. Basic roles have checks of their own. */
const predefined: ReadonlyMap<string, readonly string[]> = new Map([
  ['roles/iam.serviceAccountTokenCreator', accounts(...token)],
  ['roles/iam.serviceAccountOpenIdTokenCreator', accounts('getOpenIdToken')],
  ['roles/iam.workloadIdentityUser', accounts('getAccessToken', 'getOpenIdToken')],
  ['roles/iam.serviceAccountUser', accounts('actAs')],
  ['roles/iam.serviceAccountKeyAdmin', ['iam.serviceAccountKeys.create']],
  ['roles/iam.serviceAccountAdmin', accounts('setIamPolicy')],
  ['roles/iam.securityAdmin', [...accounts('setIamPolicy'), ...policies('projects', 'folders', 'organizations')]],
  ['roles/resourcemanager.projectIamAdmin', policies('projects')],
  ['roles/resourcemanager.folderIamAdmin', policies('projects', 'folders')],
  ['roles/resourcemanager.folderAdmin', policies('projects', 'folders')],
  ['roles/resourcemanager.organizationAdmin', policies('projects', 'folders', 'organizations')],
  ['roles/iam.roleAdmin', ['iam.roles.update']],
  ['roles/iam.organizationRoleAdmin', ['iam.roles.update']],
  ['roles/secretmanager.secretAccessor', ['secretmanager.versions.access']],
  ['roles/secretmanager.admin', ['secretmanager.versions.access']],
]);

export function isCustom(role: string): boolean {
  return /^(?:projects|organizations)\/[^/]+\/roles\//.test(role);
}

/** Permissions of a role; undefined for a custom one that was not collected. */
export function permissionsOf(inventory: Inventory): (role: string) => readonly string[] | undefined {
  return (role) => {
    const described = inventory.find('gcp.role', `gcp:role:${role}`);
    // A deleted role gives nothing, though it stays in bindings.
    if (described !== undefined) return described.deleted ? [] : described.permissions;
    return predefined.get(role) ?? (isCustom(role) ? undefined : []);
  };
}
