// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { itemSchema } from '../../model/inventory/item.ts';
import { type ReadResult, readInventory } from '../read-inventory.ts';

const context = 'https://graph.microsoft.com/v1.0/$metadata#';
const id = (letter: string, n: number): string => `${letter.repeat(8)}-0000-4000-8000-${String(n).padStart(12, '0')}`;

async function read(files: Readonly<Record<string, unknown>>): Promise<ReadResult> {
  const folder = mkdtempSync(join(tmpdir(), 'tokenward-graph-'));
  try {
    for (const [name, content] of Object.entries(files)) {
      writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content, null, 2));
    }
    return await readInventory(['.'], { cwd: folder });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const list = (what: string, ...value: readonly unknown[]): unknown => ({
  '@odata.context': `${context}${what}`,
  value,
});

const graph = {
  id: id('e', 1),
  appId: '00000003-0000-0000-c000-000000000000',
  displayName: 'Microsoft Graph',
  servicePrincipalType: 'Application',
  appOwnerOrganizationId: 'f8cdef31-a31e-4b4a-93e4-5f571e91255a',
  appRoles: [{ id: id('f', 1), value: 'Mail.Read', allowedMemberTypes: ['Application'] }],
};
const shop = {
  id: id('c', 1),
  appId: id('b', 1),
  displayName: 'Shop',
  servicePrincipalType: 'Application',
  appOwnerOrganizationId: id('9', 1),
};

describe('answers of Microsoft Graph', () => {
  it('keeps ids and dates of credentials, and nothing of their values', async () => {
    const { inventory } = await read({
      'apps.json': list('applications', {
        id: id('a', 1),
        appId: id('b', 1),
        displayName: 'Shop',
        signInAudience: 'AzureADMyOrg',
        passwordCredentials: [
          {
            keyId: id('6', 1),
            displayName: 'pipeline',
            hint: 'hnt',
            secretText: 'not-to-be-kept',
            startDateTime: '2026-01-01T00:00:00Z',
            endDateTime: '2026-07-01T00:00:00Z',
          },
        ],
        keyCredentials: [{ keyId: id('7', 1), usage: 'Sign', key: 'bm90LXRvLWJlLWtlcHQ=' }],
      }),
    });
    expect(inventory.of('credential')).toMatchObject([
      {
        type: 'client-secret',
        name: 'pipeline',
        expires: '2026-07-01T00:00:00.000Z',
        holder: `entra:app:${id('a', 1)}`,
      },
    ]);
    expect(JSON.stringify([...inventory.all()])).not.toMatch(/not-to-be-kept|bm90LX|"hnt"/);
  });

  it('names application permissions through the API that offers them', async () => {
    const { inventory } = await read({
      'principals.json': list('servicePrincipals', graph, shop),
      'assigned.json': list(
        `servicePrincipals('${graph.id}')/appRoleAssignedTo`,
        {
          id: 'one',
          principalId: shop.id,
          principalType: 'ServicePrincipal',
          resourceId: graph.id,
          appRoleId: id('f', 1),
        },
        {
          id: 'two',
          principalId: shop.id,
          principalType: 'ServicePrincipal',
          resourceId: graph.id,
          appRoleId: id('f', 2),
        },
        {
          id: 'three: a person who may use an application',
          principalId: id('1', 1),
          principalType: 'User',
          resourceId: shop.id,
          appRoleId: id('f', 1),
        },
      ),
    });
    expect(inventory.of('grant').map((it) => [it.to, it.type, ...it.permissions])).toEqual([
      [`entra:service-principal:${shop.id}`, 'application', 'Mail.Read'],
      [`entra:service-principal:${shop.id}`, 'application', id('f', 2)],
    ]);
  });

  it('tells grants for everybody from those for one person', async () => {
    const grant = { clientId: shop.id, resourceId: graph.id, scope: ' openid Mail.Read ' };
    const { inventory } = await read({
      'grants.json': list(
        'oauth2PermissionGrants',
        { id: 'all', consentType: 'AllPrincipals', principalId: null, ...grant },
        { id: 'one', consentType: 'Principal', principalId: id('1', 1), ...grant },
      ),
    });
    expect(inventory.of('grant').map((it) => [it.principal, it.consent, ...it.permissions])).toEqual([
      ['all-users', 'admin', 'openid', 'Mail.Read'],
      [`entra:user:${id('1', 1)}`, undefined, 'openid', 'Mail.Read'],
    ]);
  });

  it('puts an identity together of user, methods, roles and sign-ins', async () => {
    const user = id('1', 1);
    const role = { principalId: user, roleDefinitionId: '62e90394-69f5-4237-9190-012177145e10', directoryScopeId: '/' };
    const { inventory } = await read({
      'users.json': list(
        'users',
        {
          id: user,
          userPrincipalName: 'anna.novak@example.com',
          userType: 'Member',
          accountEnabled: true,
          signInActivity: {
            lastSignInDateTime: '2026-05-01T08:00:00Z',
            lastNonInteractiveSignInDateTime: '2026-05-20T08:00:00Z',
          },
        },
        { id: id('1', 2), userPrincipalName: 'breakglass1@example.com', accountEnabled: true },
        {
          id: id('1', 3),
          userPrincipalName: 'ben.okafor@example.com',
          signInActivity: {
            lastSignInDateTime: '2026-05-28T08:00:00Z',
            lastNonInteractiveSignInDateTime: '2026-05-29T08:00:00Z',
            lastSuccessfulSignInDateTime: '2025-02-03T08:00:00Z',
          },
        },
      ),
      'methods.json': list('reports/authenticationMethods/userRegistrationDetails', {
        id: user,
        isMfaRegistered: true,
        methodsRegistered: ['passKeyDeviceBound', 'mobilePhone', 'somethingNew'],
      }),
      'active.json': list('roleManagement/directory/roleAssignments', { id: 'x', ...role }),
      'eligible.json': list('roleManagement/directory/roleEligibilityScheduleInstances', {
        id: 'y',
        memberType: 'Direct',
        ...role,
      }),
      'instances.json': list('roleManagement/directory/roleAssignmentScheduleInstances', {
        id: 'z',
        assignmentType: 'Activated',
        ...role,
      }),
    });
    expect(inventory.find('identity', `entra:user:${user}`)).toMatchObject({
      type: 'user',
      mfa: ['phishing-resistant', 'phone', 'unknown'],
      roles: [],
      eligibleRoles: ['Global Administrator'],
      lastUsed: { at: '2026-05-20T08:00:00.000Z' },
      lastInteractive: { at: '2026-05-01T08:00:00.000Z' },
    });
    expect(inventory.find('identity', `entra:user:${id('1', 2)}`)).toMatchObject({
      breakGlass: true,
      lastUsed: { never: true },
    });
    // Since February somebody has only tried.
    const successful = { at: '2025-02-03T08:00:00.000Z' };
    expect(inventory.find('identity', `entra:user:${id('1', 3)}`)).toMatchObject({
      lastUsed: successful,
      lastInteractive: successful,
    });
  });

  it('relates owners, registrations and roles for the graph', async () => {
    const { inventory } = await read({
      'apps.json': list('applications', {
        id: id('a', 1),
        appId: shop.appId,
        displayName: 'Shop',
        signInAudience: 'AzureADMyOrg',
        owners: [{ id: id('1', 1) }],
      }),
      'principals.json': list('servicePrincipals', shop),
      'roles.json': list('roleManagement/directory/roleAssignments', {
        id: 'x',
        principalId: shop.id,
        roleDefinitionId: 'e8611ab8-c189-46e8-94e1-60213ab1f814',
        directoryScopeId: '/',
      }),
    });
    expect(inventory.of('relation').map((it) => `${it.from} ${it.relation} ${it.to}`)).toEqual([
      `entra:user:${id('1', 1)} owns entra:app:${id('a', 1)}`,
      `entra:app:${id('a', 1)} may-become entra:service-principal:${shop.id}`,
      'entra:role:e8611ab8-c189-46e8-94e1-60213ab1f814 may-become entra:role:62e90394-69f5-4237-9190-012177145e10',
      `entra:service-principal:${shop.id} holds entra:role:e8611ab8-c189-46e8-94e1-60213ab1f814`,
    ]);
  });

  it('says that a page is not the whole list, and that an empty list is', async () => {
    const { inventory } = await read({
      'grants.json': {
        '@odata.context': `${context}oauth2PermissionGrants`,
        '@odata.nextLink': 'https://graph.microsoft.com/v1.0/x',
        value: [],
      },
      'policies.json': list('identity/conditionalAccess/policies'),
    });
    expect(inventory.collected('grant', 'entra')).toBe('partial');
    expect(inventory.collected('entra.conditional-access-policy')).toBe('complete');
  });

  it('reads what the Azure CLI and PowerShell print', async () => {
    const { inventory, byReader } = await read({
      'ad-app-list.json': [
        {
          id: id('a', 1),
          appId: id('b', 1),
          displayName: 'Shop',
          signInAudience: 'AzureADMyOrg',
          passwordCredentials: [],
        },
      ],
      'get-mgserviceprincipal.json': [
        { Id: id('c', 2), AppId: id('b', 2), DisplayName: 'Mail', ServicePrincipalType: 'Application' },
      ],
    });
    expect(byReader).toEqual({ 'entra.graph': 2 });
    expect(
      inventory
        .of('application')
        .map((it) => it.name)
        .toSorted(),
    ).toEqual(['Mail', 'Shop']);
  });

  it('leaves logs and errors alone', async () => {
    const { byReader, passedOver, inventory } = await read({
      'sign-ins.json': list('auditLogs/signIns', { id: 'x', appId: id('b', 1), userPrincipalName: 'a@example.com' }),
      'error.json': { error: { code: 'Forbidden', message: 'Insufficient privileges' } },
    });
    expect(byReader).toEqual({});
    expect(passedOver).toBe(2);
    expect(inventory.size).toBe(0);
  });

  it('tells objects without a context by their members, as PowerShell writes them', async () => {
    const { inventory, passedOver } = await read({
      'keys.json': {
        value: [{ appId: id('b', 1), keyId: id('c', 7), credentialOrigin: 'application', signInActivity: {} }],
      },
      'risky.json': [
        {
          Id: id('e', 2),
          AppId: id('b', 2),
          DisplayName: 'Shop',
          RiskLevel: 'high',
          RiskState: 'atRisk',
          RiskLastUpdatedDateTime: '2026-05-01T00:00:00Z',
          ServicePrincipalType: 'Application',
        },
      ],
      'consent.json': [
        {
          id: 'tier-1',
          displayName: 'Tier 1',
          includes: [{ permissionType: 'delegated', permissionClassification: 'low', clientApplicationIds: ['all'] }],
          excludes: [],
        },
      ],
      'partners.json': {
        isServiceDefault: true,
        b2bCollaborationOutbound: { usersAndGroups: { accessType: 'allowed', targets: [] } },
        b2bCollaborationInbound: { usersAndGroups: { accessType: 'blocked', targets: [] } },
      },
      'reviews.json': [
        {
          id: id('a', 3),
          displayName: 'Guests',
          scope: { query: '/users' },
          reviewers: [],
          settings: { recurrence: { pattern: null, range: { type: 'numbered' } } },
        },
      ],
    });
    expect(passedOver).toBe(0);
    expect(inventory.of('entra.key-activity').map((it) => it.keyId)).toEqual([id('c', 7)]);
    expect(inventory.of('entra.risky-principal').map((it) => it.level)).toEqual(['high']);
    expect(inventory.of('entra.service-principal')).toEqual([]);
    expect(inventory.of('entra.permission-grant-policy')).toHaveLength(1);
    expect(inventory.of('entra.cross-tenant-policy').map((it) => it.inboundUsers)).toEqual(['blocked']);
    expect(inventory.of('entra.access-review').map((it) => it.recurs)).toEqual([false]);
  });

  it('leaves roles of Intune and access packages alone, and policies of groups', async () => {
    const { inventory } = await read({
      'intune.json': list('deviceManagement/roleDefinitions', {
        id: id('f', 1),
        displayName: 'Help Desk',
        rolePermissions: [],
      }),
      'packages.json': list('roleManagement/entitlementManagement/roleAssignments', {
        id: id('f', 2),
        principalId: id('a', 1),
        roleDefinitionId: id('f', 3),
        appScopeId: '/AccessPackageCatalog/4',
      }),
      'group-policies.json': list('policies/roleManagementPolicyAssignments(policy(rules()))', {
        id: 'Group_x_y_owner',
        scopeId: id('a', 9),
        scopeType: 'Group',
        roleDefinitionId: 'owner',
        policy: { rules: [] },
      }),
    });
    expect(inventory.collected('entra.role-definition')).toBe('none');
    expect(inventory.collected('entra.role-assignment')).toBe('none');
    expect(inventory.of('entra.role-policy')).toEqual([]);
  });

  it('survives values of the wrong type, and keys that are traps', async () => {
    const odd = `{"@odata.context":"${context}applications","value":[{"id":7},{"id":"${id('a', 1)}","appId":"${id('b', 1)}","displayName":"Shop",
      "passwordCredentials":"none","web":[],"owners":{"a":1},"__proto__":{"polluted":true},"createdDateTime":"yesterday","requiredResourceAccess":[null,3]},null,4]}`;
    const roles = list('servicePrincipals', {
      ...graph,
      appRoles: [
        { id: '__proto__', value: 'x' },
        { id: id('f', 1), value: 5 },
      ],
    });
    const { inventory } = await read({ 'apps.json': odd, 'principals.json': roles });
    expect(
      inventory
        .of('application')
        .map((it) => it.name)
        .toSorted(),
    ).toEqual(['Microsoft Graph', 'Shop']);
    expect('polluted' in {}).toBe(false);
    for (const item of inventory.all()) expect(itemSchema.safeParse(item).error).toBeUndefined();
  });
});
