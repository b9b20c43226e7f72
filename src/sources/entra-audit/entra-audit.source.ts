// SPDX-License-Identifier: Apache-2.0
import { project, type Source } from '../../model/source.ts';
import { addedCredential, consentedResource, grantedPermissions } from '../microsoft/changed-properties.ts';
import { directoryOperation, directoryStage } from '../microsoft/directory-operation.ts';
import { clientOf, resourceOf } from '../microsoft/directory-target.ts';
import { own, pairValue } from '../microsoft/pairs.ts';
import { registrationChannel } from '../microsoft/registration-channel.ts';
import { tokenIdOf } from '../microsoft/token-id.ts';
import { addressText } from '../shared/address.ts';
import { firstText, text } from '../shared/read.ts';
import { fromAuditRow, fromGraphAudit } from './audit-forms.ts';
import { changesOf, directoryChange } from './audit-targets.ts';

const graphForm = {
  require: { activityDateTime: true, activityDisplayName: true, loggedByService: true },
  forbid: ['properties', 'TimeGenerated'],
} as const;
const rowForm = {
  require: { TimeGenerated: true, LoggedByService: true, OperationName: true },
  forbid: ['properties'],
} as const;

const operation = ['operationName', 'properties.activityDisplayName'] as const;
const targets = 'properties.targetResources';
const details = 'properties.additionalDetails';
const user = 'properties.initiatedBy.user';
const app = 'properties.initiatedBy.app';
const linkable = 'properties.initiatedBy.linkableIdentifiers';
const token = `${linkable}.tokenDetails.uniqueTokenIdentifier`;
const change = [...operation, targets, details] as const;

/**
 * Microsoft Entra audit logs: what was done to applications, service principals, consents, roles and policies.
 *
 * The plain form, which rules are written on, is that of diagnostic settings and Event Hubs: `category` (`AuditLogs`),
 * `time`, `operationName`, `callerIpAddress`, `correlationId`, `tenantId`, and in `properties` the `directoryAudit`
 * resource of Microsoft Graph: `properties.activityDisplayName`, `properties.category` (`ApplicationManagement`, ...),
 * `properties.result`, `properties.initiatedBy.user.userPrincipalName`, `properties.targetResources` (with
 * `modifiedProperties`), `properties.additionalDetails` (list of `key` and `value`). Newer records also say with which
 * token and in which session it was done (`properties.initiatedBy.linkableIdentifiers`).
 *
 * Records of the Graph API (flat) and rows of the Log Analytics table `AuditLogs` are brought to it. Names of operations
 * stay as logged (some end in a blank or use an en dash); `lifecycle.action` is the tidy name.
 */
export const entraAudit: Source = {
  id: 'entra.audit',
  title: 'Microsoft Entra audit logs',
  documentation: 'https://learn.microsoft.com/entra/identity/monitoring-health/reference-audit-activities',
  logsources: [{ product: 'azure', service: 'auditlogs' }],
  shapes: [{ require: { 'properties.activityDateTime': true, 'properties.loggedByService': true } }],
  variants: [
    { shape: graphForm, normalise: fromGraphAudit },
    { shape: rowForm, normalise: fromAuditRow },
  ],
  time: ['properties.activityDateTime', 'time'],
  eventId: ['properties.id'],
  lifecycle: [
    project('stage', [...operation, targets], ([name, display, list]) =>
      directoryStage(
        directoryOperation(firstText([name, display])),
        changesOf(list).map((changed) => `${changed.name} ${text(changed.after) ?? ''}`),
      ),
    ),
    project('outcome', ['properties.result'], ([result]) => {
      const written = text(result)?.toLowerCase();
      return written === undefined ? undefined : written === 'success' ? 'success' : 'failure';
    }),
    project('action', operation, (values) => directoryOperation(firstText(values))),
    project(
      'channel',
      [`${app}.appId`, `${app}.displayName`, details, 'properties.userAgent', `${user}.userPrincipalName`],
      ([appId, appName, additional, agent]) =>
        registrationChannel({
          appId: text(appId),
          appName: text(appName),
          agent: firstText([pairValue(additional, 'User-Agent'), agent]),
        }),
    ),
    project('principal.kind', [user, app], ([person, application]) => {
      if (firstText([own(person, 'id'), own(person, 'userPrincipalName')]) !== undefined) return 'user';
      if (text(own(application, 'servicePrincipalId')) !== undefined) return 'service-principal';
      return firstText([own(application, 'appId'), own(application, 'displayName')]) && 'application';
    }),
    project(
      'principal.id',
      [`${user}.id`, `${user}.userPrincipalName`, `${app}.servicePrincipalId`, `${app}.appId`],
      firstText,
    ),
    project(
      'principal.name',
      [`${user}.userPrincipalName`, `${user}.displayName`, `${app}.displayName`, `${app}.servicePrincipalName`],
      firstText,
    ),
    project('credential.kind', [targets, token], ([list, id]) =>
      text(id) === undefined ? addedCredential(changesOf(list))?.kind : 'access-token',
    ),
    project('credential.id', [token], tokenIdOf),
    project('credential.issued', [targets], ([list]) => addedCredential(changesOf(list))?.id),
    project('session.id', [`${linkable}.sessionId`], firstText),
    project('client.id', change, (values) => clientOf(directoryChange(values))?.id),
    project('client.name', change, (values) => clientOf(directoryChange(values))?.name),
    project('network.ip', [`${user}.ipAddress`, `${app}.ipAddress`, 'callerIpAddress', details], (values) =>
      [...values.slice(0, 3), pairValue(values[3], 'ipaddr')].map(addressText).find((found) => found !== undefined),
    ),
    project('agent.raw', [details, 'properties.userAgent'], ([additional, agent]) =>
      firstText([pairValue(additional, 'User-Agent'), agent]),
    ),
    project('resource.kind', change, (values) => {
      const api = consentedResource(changesOf(values[2]));
      return api === undefined ? resourceOf(directoryChange(values))?.kind : 'api';
    }),
    project('resource.id', change, (values) => {
      const api = consentedResource(changesOf(values[2]));
      return api ?? resourceOf(directoryChange(values))?.id;
    }),
    project('resource.name', change, (values) =>
      consentedResource(changesOf(values[2])) === undefined ? resourceOf(directoryChange(values))?.name : undefined,
    ),
    project('scopes', [targets], ([list]) => grantedPermissions(changesOf(list))),
  ],
};
