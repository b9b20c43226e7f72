// SPDX-License-Identifier: Apache-2.0
import type { CatalogueApp } from '../apps.ts';
import { isoFine } from '../clock.ts';
import { anyone, type Background, type Lab, labMark } from '../context.ts';
import type { Person } from '../organisation.ts';
import { placeOf } from '../organisation.ts';
import type { Emission } from '../record.ts';
import { lateness } from './lateness.ts';

export interface Change {
  readonly name: string;
  readonly before?: string;
  readonly after?: string;
}

export interface AuditTarget {
  readonly id: string;
  readonly name: string;
  readonly type: 'Application' | 'ServicePrincipal' | 'User' | 'Group' | 'Device' | 'Policy' | 'Role';
  readonly changes?: readonly Change[];
}

export interface DirectoryAction {
  readonly time: number;
  readonly operation: string;
  readonly category: string;
  readonly by: Person | CatalogueApp;
  readonly ip?: string;
  readonly agent?: string;
  readonly targets: readonly AuditTarget[];
  readonly details?: readonly (readonly [key: string, value: string])[];
  readonly delay?: number;
}

/**
 * One record of the Entra audit log, in the form of the diagnostic setting's stream.
 *
 * @see https://learn.microsoft.com/graph/api/resources/directoryaudit
 */
export function directoryAudit(lab: Lab, action: DirectoryAction): Emission {
  const { random, organisation } = lab;
  const at = isoFine(action.time, random.bits(), 4);
  const correlationId = random.guid();
  const id = `Directory_${correlationId}_${random.capitals(5)}_${random.int(1_000_000, 99_999_999)}`;
  const ip = action.ip ?? ('mail' in action.by ? placeOf(organisation, action.by, action.time).ip : '');
  const details = [
    ...(action.agent === undefined ? [] : [{ key: 'User-Agent', value: action.agent }]),
    ...(action.details ?? []).map(([key, value]) => ({ key, value })),
  ];
  return {
    source: 'entra.audit',
    time: action.time,
    delay: action.delay ?? 0,
    id,
    record: {
      time: at,
      resourceId: `/tenants/${organisation.tenant}/providers/Microsoft.aadiam`,
      operationName: action.operation,
      operationVersion: '1.0',
      category: 'AuditLogs',
      tenantId: organisation.tenant,
      resultSignature: 'None',
      durationMs: 0,
      callerIpAddress: ip,
      correlationId,
      Level: 4,
      properties: {
        id,
        category: action.category,
        correlationId,
        result: 'success',
        resultReason: '',
        activityDisplayName: action.operation,
        activityDateTime: at,
        loggedByService: action.operation === 'Register device' ? 'Device Registration Service' : 'Core Directory',
        operationType: action.operation.startsWith('Update')
          ? 'Update'
          : action.operation.startsWith('Consent')
            ? 'Assign'
            : 'Add',
        userAgent: action.agent ?? null,
        initiatedBy:
          'mail' in action.by
            ? {
                user: {
                  id: action.by.id,
                  displayName: action.by.name,
                  userPrincipalName: action.by.mail,
                  ipAddress: ip,
                  roles: [],
                },
              }
            : {
                app: {
                  appId: action.by.id,
                  displayName: action.by.name,
                  servicePrincipalId: action.by.servicePrincipal,
                  servicePrincipalName: null,
                },
              },
        targetResources: action.targets.map((target) => ({
          id: target.id,
          displayName: target.name,
          type: target.type,
          modifiedProperties: (target.changes ?? []).map(({ name, before, after }) => ({
            displayName: name,
            oldValue: before ?? null,
            newValue: after ?? null,
          })),
          administrativeUnits: [],
        })),
        additionalDetails: details,
      },
      ...labMark,
    },
  };
}

/** Somebody lets an application act for them (or, as an administrator, for everybody). */
export function consent(
  lab: Lab,
  time: number,
  by: Person,
  app: CatalogueApp,
  options: { readonly admin?: boolean; readonly ip?: string; readonly delay?: number } = {},
): Emission {
  const graph = `${lab.organisation.tenant.slice(0, 24)}000000000003`;
  const scopes = app.scopes.join(' ');
  const who = options.admin === true ? '' : by.id;
  const kind = options.admin === true ? 'AllPrincipals' : 'Principal';
  return directoryAudit(lab, {
    time,
    operation: 'Consent to application',
    category: 'ApplicationManagement',
    by,
    ...(options.ip === undefined ? {} : { ip: options.ip }),
    ...(options.delay === undefined ? {} : { delay: options.delay }),
    agent: by.device.agent,
    targets: [
      {
        id: app.servicePrincipal,
        name: app.name,
        type: 'ServicePrincipal',
        changes: [
          { name: 'ConsentContext.IsAdminConsent', after: options.admin === true ? '"True"' : '"False"' },
          { name: 'ConsentContext.IsAppOnly', after: '"False"' },
          { name: 'ConsentContext.OnBehalfOfAll', after: options.admin === true ? '"True"' : '"False"' },
          { name: 'ConsentContext.Tags', after: '"WindowsAzureActiveDirectoryIntegratedApp"' },
          {
            name: 'ConsentAction.Permissions',
            after: `"[] => [[Id: ${lab.random.base64url(30)}, ClientId: ${app.servicePrincipal}, PrincipalId: ${who}, ResourceId: ${graph}, ConsentType: ${kind}, Scope: ${scopes}, CreatedDateTime: , LastModifiedDateTime ]]; "`,
          },
          { name: 'ConsentAction.Reason', after: '"None"' },
          { name: 'TargetId.ServicePrincipalNames', after: `"${app.id}"` },
        ],
      },
    ],
    details: [['AppId', app.id]],
  });
}

/** Somebody registers an application; the two records that the directory writes for it. */
export function registration(
  lab: Lab,
  time: number,
  by: Person,
  app: CatalogueApp & { readonly objectId: string; readonly replyUrl: string },
  agent: string,
  options: {
    readonly ip?: string;
    readonly delay?: number;
    readonly details?: readonly (readonly [string, string])[];
  } = {},
): readonly Emission[] {
  const common = {
    by,
    agent,
    category: 'ApplicationManagement',
    ...(options.ip === undefined ? {} : { ip: options.ip }),
    ...(options.delay === undefined ? {} : { delay: options.delay }),
    details: [['AppId', app.id] as const, ...(options.details ?? [])],
  };
  return [
    directoryAudit(lab, {
      ...common,
      time,
      operation: 'Add application',
      targets: [
        {
          id: app.objectId,
          name: app.name,
          type: 'Application',
          changes: [
            { name: 'AppId', before: '[]', after: `["${app.id}"]` },
            { name: 'DisplayName', before: '[]', after: `["${app.name}"]` },
            {
              name: 'AppAddress',
              before: '[]',
              after: `[{"AddressType":0,"Address":"${app.replyUrl}","ReplyAddressClientType":1}]`,
            },
            { name: 'AvailableToOtherTenants', before: '[]', after: '[true]' },
          ],
        },
      ],
    }),
    directoryAudit(lab, {
      ...common,
      time: time + 900,
      operation: 'Add service principal',
      targets: [
        {
          id: app.servicePrincipal,
          name: app.name,
          type: 'ServicePrincipal',
          changes: [
            { name: 'AccountEnabled', before: '[]', after: '[true]' },
            { name: 'AppPrincipalId', before: '[]', after: `["${app.id}"]` },
            { name: 'TargetId.ServicePrincipalNames', after: `"${app.id}"` },
          ],
        },
      ],
    }),
  ];
}

/** A secret or a certificate is added to an application. */
export function credentialAdded(
  lab: Lab,
  time: number,
  by: Person,
  app: { readonly name: string; readonly id: string; readonly objectId: string },
  kind: 'Password' | 'AsymmetricX509Cert',
  options: { readonly ip?: string; readonly agent?: string; readonly delay?: number } = {},
): Emission {
  const keyId = lab.random.guid();
  return directoryAudit(lab, {
    time,
    // The log writes an en dash and a blank at the end.
    operation: 'Update application – Certificates and secrets management ',
    category: 'ApplicationManagement',
    by,
    ...options,
    targets: [
      {
        id: app.objectId,
        name: app.name,
        type: 'Application',
        changes: [
          {
            name: 'KeyDescription',
            before: '[]',
            after: `["[KeyIdentifier=${keyId},KeyType=${kind},KeyUsage=Verify,DisplayName=automation]"]`,
          },
          { name: 'Included Updated Properties', after: '"KeyDescription"' },
        ],
      },
    ],
    details: [['AppId', app.id]],
  });
}

function background(lab: Lab, time: number): readonly Emission[] {
  const { random, organisation } = lab;
  const admin = anyone(lab, time, organisation.admins);
  const person = anyone(lab, time);
  const delay = lateness(lab);
  const user = { id: person.id, name: person.name, type: 'User' } as const;
  const what = random.weighted([
    [5, 'consent'],
    [6, 'user'],
    [5, 'group'],
    [2, 'credential'],
    [1, 'role'],
    [2, 'device'],
  ] as const);
  switch (what) {
    case 'consent':
      return [consent(lab, time, person, random.pick(organisation.thirdParty), { delay })];
    case 'credential': {
      const app = random.pick(organisation.servicePrincipals);
      return [
        credentialAdded(
          lab,
          time,
          admin,
          { name: app.name, id: app.appId, objectId: app.keyId },
          'AsymmetricX509Cert',
          {
            agent: admin.device.agent,
            delay,
          },
        ),
      ];
    }
    case 'role':
      return [
        directoryAudit(lab, {
          time,
          delay,
          operation: 'Add member to role',
          category: 'RoleManagement',
          by: admin,
          agent: admin.device.agent,
          targets: [{ ...user, changes: [{ name: 'Role.DisplayName', after: '"Helpdesk Administrator"' }] }],
        }),
      ];
    case 'device':
      return [
        directoryAudit(lab, {
          time,
          delay,
          operation: 'Register device',
          category: 'Device',
          by: person,
          agent: 'Dsreg/10.0 (Windows 10.0.26100.6584)',
          targets: [{ id: random.guid(), name: person.device.name, type: 'Device' }],
        }),
      ];
    default:
      return [
        directoryAudit(lab, {
          time,
          delay,
          operation: what === 'user' ? 'Update user' : 'Add member to group',
          category: what === 'user' ? 'UserManagement' : 'GroupManagement',
          by: admin,
          agent: admin.device.agent,
          targets: [
            what === 'user'
              ? { ...user, changes: [{ name: 'Department', before: '[]', after: `["${person.team}"]` }] }
              : { ...user, changes: [{ name: 'Group.DisplayName', after: `"team-${person.team}"` }] },
          ],
        }),
      ];
  }
}

export const entraAudit: Background = {
  source: 'entra.audit',
  weight: 4,
  human: 1,
  emit: background,
};
