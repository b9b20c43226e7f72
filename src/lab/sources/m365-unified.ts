// SPDX-License-Identifier: Apache-2.0
import { type CatalogueApp, microsoftOffice, outlookWeb } from '../apps.ts';
import { isoSeconds } from '../clock.ts';
import { anyone, type Background, type EntraToken, type Lab, labMark } from '../context.ts';
import type { Person } from '../organisation.ts';
import type { Emission } from '../record.ts';
import { tokenFor } from './entra-signin.ts';
import { utiOfGraph } from './graph-activity.ts';
import { lateness } from './lateness.ts';

export interface Unified {
  readonly time: number;
  readonly person: Person;
  readonly operation: string;
  readonly recordType: number;
  readonly workload: 'Exchange' | 'SharePoint' | 'OneDrive' | 'AzureActiveDirectory';
  readonly ip: string;
  readonly delay?: number;
  readonly more: Readonly<Record<string, unknown>>;
}

/**
 * One record of the unified audit log (Office 365 Management Activity API). Times have no zone: they are UTC.
 *
 * @see https://learn.microsoft.com/office/office-365-management-api/office-365-management-activity-api-schema
 */
export function unified(lab: Lab, fields: Unified): Emission {
  const id = lab.random.guid();
  return {
    source: 'm365.unified',
    time: fields.time,
    delay: fields.delay ?? 0,
    id,
    record: {
      CreationTime: isoSeconds(fields.time).slice(0, 19),
      Id: id,
      Operation: fields.operation,
      OrganizationId: lab.organisation.tenant,
      RecordType: fields.recordType,
      ResultStatus: 'Succeeded',
      UserKey: fields.person.id,
      UserType: 0,
      Version: 1,
      Workload: fields.workload,
      UserId: fields.person.mail,
      ...(fields.workload === 'Exchange' ? { ClientIPAddress: fields.ip } : { ClientIP: fields.ip }),
      ...fields.more,
      ...labMark,
    },
  };
}

/** What a record says of the token that was used. */
function access(token: EntraToken): Readonly<Record<string, unknown>> {
  return {
    AADSessionId: token.session,
    APIId: '00000003-0000-0000-c000-000000000000',
    ClientAppId: token.app,
    IssuedAtTime: isoSeconds(token.issued).slice(0, 19),
    UniqueTokenId: utiOfGraph(token.uti),
  };
}

/** Mail items read through an application. */
export function mailItemsAccessed(
  lab: Lab,
  time: number,
  person: Person,
  app: CatalogueApp,
  token: EntraToken,
  count: number,
  delay: number = 0,
): Emission {
  return unified(lab, {
    time,
    person,
    operation: 'MailItemsAccessed',
    recordType: 50,
    workload: 'Exchange',
    ip: token.ip,
    delay,
    more: {
      AppId: app.id,
      ClientAppId: app.id,
      ClientInfoString: app.id === outlookWeb.id ? 'Client=OWA;Action=ViaProxy' : 'Client=REST;Client=RESTSystem;;',
      AppAccessContext: access(token),
      MailboxOwnerUPN: person.mail,
      MailboxGuid: person.id,
      LogonType: 0,
      InternalLogonType: 0,
      ExternalAccess: false,
      OrganizationName: 'example.onmicrosoft.com',
      OperationProperties: [
        { Name: 'MailAccessType', Value: 'Bind' },
        { Name: 'IsThrottled', Value: 'False' },
      ],
      Folders: [
        {
          Path: '\\Inbox',
          Id: lab.random.base64url(12),
          FolderItems: Array.from({ length: Math.min(count, 4) }, () => ({
            InternetMessageId: `<${lab.random.guid()}@mail.example.com>`,
            SizeInBytes: lab.random.int(2_000, 90_000),
          })),
        },
      ],
      OperationCount: count,
    },
  });
}

/** A file read in SharePoint or OneDrive. */
export function fileAccessed(
  lab: Lab,
  time: number,
  person: Person,
  token: EntraToken,
  operation: 'FileAccessed' | 'FileDownloaded' | 'FileModified',
  agent: string,
  delay: number = 0,
): Emission {
  const name = `${lab.random.pick(['budget', 'roadmap', 'minutes', 'offer', 'handbook'])}-${lab.random.int(1, 90)}.docx`;
  const site = `https://example.sharepoint.com/sites/${person.team}`;
  return unified(lab, {
    time,
    person,
    operation,
    recordType: 6,
    workload: 'SharePoint',
    ip: token.ip,
    delay,
    more: {
      AppAccessContext: access(token),
      ApplicationId: token.app,
      EventSource: 'SharePoint',
      ItemType: 'File',
      ObjectId: `${site}/Documents/${name}`,
      SiteUrl: `${site}/`,
      SourceFileExtension: 'docx',
      SourceFileName: name,
      SourceRelativeUrl: 'Documents',
      UserAgent: agent,
      DeviceDisplayName: person.device.name,
    },
  });
}

export const m365Unified: Background = {
  source: 'm365.unified',
  weight: 8,
  human: 0.97,
  emit: (lab, time) => {
    const { random } = lab;
    const person = anyone(lab, time);
    const mail = random.chance(0.55);
    const app = mail ? outlookWeb : microsoftOffice;
    const { token, emissions } = tokenFor(lab, time, person, app);
    // This log comes later than the others of its vendor.
    const delay = 2 * lateness(lab);
    return [
      ...emissions,
      mail
        ? mailItemsAccessed(lab, time, person, app, token, random.int(1, 6), delay)
        : fileAccessed(
            lab,
            time,
            person,
            token,
            random.pick(['FileAccessed', 'FileAccessed', 'FileModified', 'FileDownloaded'] as const),
            person.device.agent,
            delay,
          ),
    ];
  },
};
