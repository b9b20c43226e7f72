// SPDX-License-Identifier: Apache-2.0
import { project, type Source } from '../../model/source.ts';
import { addedCredential, consentedResource, grantedPermissions } from '../microsoft/changed-properties.ts';
import { directoryOperation } from '../microsoft/directory-operation.ts';
import { clientOf } from '../microsoft/directory-target.ts';
import { pairValue, phrase } from '../microsoft/pairs.ts';
import { registrationChannel } from '../microsoft/registration-channel.ts';
import { tokenIdOf } from '../microsoft/token-id.ts';
import { addressText } from '../shared/address.ts';
import { firstText, text } from '../shared/read.ts';
import { actorOf, agentOf, changesOf, directoryChange, principalKind } from './unified-directory.ts';
import { fromAuditData, fromOfficeActivity } from './unified-forms.ts';
import { unifiedResource } from './unified-resource.ts';
import { isSignIn, unifiedStage } from './unified-stage.ts';

const officeActivityForm = {
  require: { TimeGenerated: true, OfficeWorkload: true, Operation: true },
  forbid: ['CreationTime', 'properties'],
} as const;
const exportForm = { require: { AuditData: true }, forbid: ['CreationTime', 'properties'] } as const;
const graphForm = { require: { auditData: true, auditLogRecordType: true }, forbid: ['CreationTime'] } as const;

const defenderForm = {
  require: { 'RawEventData.CreationTime': true, 'RawEventData.Workload': true, ActionType: true },
  forbid: ['CreationTime'],
} as const;
const defenderTextForm = {
  require: {
    RawEventData: true,
    ActionType: true,
    Application: [
      'Microsoft 365',
      'Microsoft Exchange Online',
      'Microsoft OneDrive for Business',
      'Microsoft SharePoint Online',
      'Microsoft Teams',
      'Office 365',
    ],
  },
  forbid: ['CreationTime', 'RawEventData.CreationTime'],
} as const;

const directory = ['Operation', 'Target', 'ModifiedProperties', 'ExtendedProperties'] as const;
const clients = ['AppAccessContext.ClientAppId', 'ClientAppId', 'ApplicationId', 'AppId'] as const;

/**
 * The unified audit log of Microsoft 365: Exchange, SharePoint, OneDrive, Teams and, second hand, Entra.
 *
 * The plain form, which rules are written on, is that of the Office 365 Management Activity API: `CreationTime`,
 * `Operation` (Entra's end in a full stop), `Workload`, `RecordType`, `UserId`, `ClientIP` or `ClientIPAddress`,
 * `AppAccessContext` (`AADSessionId`, `UniqueTokenId`, `ClientAppId`), `ObjectId`, and lists of `Name` and `Value`.
 *
 * Brought to it are rows of the Log Analytics table `OfficeActivity`, exports of Purview (`AuditData` as JSON text),
 * `auditLogRecord`s of the Graph API (`auditData`) and rows of Defender's `CloudAppEvents` (`RawEventData`).
 */
export const m365Unified: Source = {
  id: 'm365.unified',
  title: 'Microsoft 365 unified audit log',
  documentation:
    'https://learn.microsoft.com/office/office-365-management-api/office-365-management-activity-api-schema',
  logsources: [
    { product: 'm365', service: 'audit' },
    { product: 'm365', service: 'exchange' },
  ],
  shapes: [{ require: { CreationTime: true, Operation: true, Workload: true } }],
  variants: [
    { shape: officeActivityForm, normalise: fromOfficeActivity },
    { shape: exportForm, normalise: (row) => fromAuditData(row, row.AuditData) },
    { shape: defenderForm, normalise: (row) => fromAuditData(row, row.RawEventData) },
    { shape: defenderTextForm, normalise: (row) => fromAuditData(row, row.RawEventData) },
    { shape: graphForm, normalise: (row) => fromAuditData(row, row.auditData) },
  ],
  time: ['CreationTime'],
  eventId: ['Id'],
  lifecycle: [
    project('stage', ['Workload', 'Operation', 'ModifiedProperties'], ([workload, operation, changed]) =>
      unifiedStage(text(workload), directoryOperation(operation), changesOf(changed)),
    ),
    project('outcome', ['Operation', 'ResultStatus'], ([operation, status]) => {
      if (text(operation) === 'UserLoginFailed') return 'failure';
      const written = text(status)?.toLowerCase();
      if (written === undefined) return undefined;
      return /^(?:success|succeeded|partiallysucceeded|true)$/.test(written) ? 'success' : 'failure';
    }),
    project('action', ['Operation', 'ExtendedProperties'], ([operation, extended]) => {
      const request = isSignIn(text(operation)) ? text(pairValue(extended, 'RequestType', 'Name', 'Value')) : undefined;
      return phrase([directoryOperation(operation), request]);
    }),
    project(
      'channel',
      ['Workload', 'Operation', 'ExtendedProperties', 'UserAgent', 'Actor'],
      ([workload, operation, extended, agent, actor]) =>
        text(workload) === 'AzureActiveDirectory' && !isSignIn(text(operation))
          ? registrationChannel({
              appId: text(pairValue(extended, 'actorAppID', 'Name', 'Value')) ?? actorOf(actor, 'application'),
              agent: agentOf([agent, extended]),
            })
          : undefined,
    ),
    project('principal.kind', ['UserType', 'UserId'], principalKind),
    project(
      'principal.id',
      ['AppAccessContext.UserObjectId', 'Actor', 'UserId', 'UserType', ...clients],
      ([object, actor, user, type, ...client]) => {
        if (principalKind([type, user]) === 'application') return firstText([...client, user]);
        return firstText([object, actorOf(actor, 'object'), user]);
      },
    ),
    project('principal.name', ['UserId', 'UserType', 'Actor'], ([user, type, actor]) => {
      const kind = principalKind([type, user]);
      // An application's record names whose mailbox or file it was, not who acted.
      if (kind === 'application') return undefined;
      return kind === 'service-principal' ? (actorOf(actor, 'name') ?? text(user)) : text(user);
    }),
    project('credential.kind', ['AppAccessContext.UniqueTokenId', 'ModifiedProperties'], ([id, changed]) =>
      text(id) === undefined ? addedCredential(changesOf(changed))?.kind : 'access-token',
    ),
    project('credential.id', ['AppAccessContext.UniqueTokenId'], tokenIdOf),
    project(
      'credential.issued',
      ['Operation', 'IntraSystemId', 'ModifiedProperties'],
      ([operation, request, changed]) =>
        // Entra numbers a sign-in by the token it hands out.
        text(operation) === 'UserLoggedIn' ? tokenIdOf([request]) : addedCredential(changesOf(changed))?.id,
    ),
    project(
      'session.id',
      ['AppAccessContext.AADSessionId', 'DeviceProperties', 'SessionId'],
      ([id, device, exchange]) => firstText([id, pairValue(device, 'SessionId', 'Name', 'Value'), exchange]),
    ),
    project('client.id', [...directory, ...clients], (values) =>
      firstText([clientOf(directoryChange(values.slice(0, 4)))?.id, ...values.slice(4)]),
    ),
    project('client.name', [...directory, 'ApplicationDisplayName'], (values) =>
      firstText([clientOf(directoryChange(values.slice(0, 4)))?.name, values[4]]),
    ),
    project('network.ip', ['ClientIP', 'ClientIPAddress', 'ActorIpAddress'], (values) =>
      values.map(addressText).find((address) => address !== undefined),
    ),
    project('agent.raw', ['UserAgent', 'ExtendedProperties', 'ClientInfoString'], agentOf),
    ...(['kind', 'id', 'name'] as const).map((part) =>
      project(
        `resource.${part}`,
        [
          ...directory,
          'Workload',
          'ItemType',
          'ObjectId',
          'SourceFileName',
          'MailboxGuid',
          'MailboxOwnerUPN',
          'ChatThreadId',
        ],
        (values) => unifiedResource(values, consentedResource(changesOf(values[2])))?.[part],
      ),
    ),
    project('scopes', ['ModifiedProperties'], ([changed]) => grantedPermissions(changesOf(changed))),
  ],
};
