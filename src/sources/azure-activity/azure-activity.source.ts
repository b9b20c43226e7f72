// SPDX-License-Identifier: Apache-2.0
import { project, type Source } from '../../model/source.ts';
import { addressText } from '../shared/address.ts';
import { entraTokenId } from '../shared/entra-token-id.ts';
import { firstText, text } from '../shared/read.ts';
import { normaliseApiEvent, normaliseTableRow } from './forms.ts';

const claim = (name: string) => `identity.claims.${name}`;
const objectId = claim('http://schemas.microsoft.com/identity/claims/objectidentifier');
const upn = claim('http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn');
const evidence = (name: string) => `identity.authorization.evidence.${name}`;

/** Categories of the Activity Log; other categories in the same envelope are resource logs or sign-ins. */
const categories = [
  ...['Administrative', 'Security', 'ServiceHealth', 'Alert', 'Recommendation', 'Policy', 'Autoscale'],
  ...['ResourceHealth', 'Action', 'Write', 'Delete'],
];

/**
 * Azure Activity Log: changes to resources through Azure Resource Manager. The plain form is the one of Event Hubs and
 * diagnostic settings; rows of the `AzureActivity` table and the answers of the API are brought to it.
 *
 * One operation is logged when it starts and when it ends; only the end is a step in the life of the token.
 * Ids of resources are in lower case in the lifecycle: Azure ignores their case and writes it differently in each field.
 */
export const azureActivity: Source = {
  id: 'azure.activity',
  title: 'Azure Activity Log',
  documentation: 'https://learn.microsoft.com/azure/azure-monitor/platform/activity-log-schema',
  logsources: [{ product: 'azure', service: 'activitylogs' }],
  shapes: [
    {
      require: { operationName: true, category: categories, time: true },
      // Entra's directory audit shares the envelope and some of the categories.
      forbid: ['properties.activityDisplayName'],
    },
  ],
  variants: [
    { shape: { require: { OperationNameValue: true, TimeGenerated: true } }, normalise: normaliseTableRow },
    {
      shape: { require: { eventTimestamp: true, operationName: true, eventDataId: true } },
      normalise: normaliseApiEvent,
    },
  ],
  time: ['time'],
  eventId: ['eventDataId'],
  lifecycle: [
    project('stage', ['operationName', 'resultType'], ([operation, result]) => {
      if (/^(?:start|accept)/i.test(text(result) ?? '')) return undefined;
      return stageOf((text(operation) ?? '').toLowerCase());
    }),
    project('outcome', ['resultType'], ([result]) => {
      if (/^succe/i.test(text(result) ?? '')) return 'success';
      return /^fail/i.test(text(result) ?? '') ? 'failure' : undefined;
    }),
    project('action', ['operationName'], ([operation]) => text(operation)),
    project(
      'principal.kind',
      [claim('xms_mirid'), claim('idtyp'), evidence('principalType'), upn, claim('name'), claim('appid')],
      principalKind,
    ),
    project(
      'principal.id',
      [objectId, claim('oid'), evidence('principalId'), 'caller', upn, claim('name'), claim('appid')],
      firstText,
    ),
    project('principal.name', [upn, claim('name'), 'caller'], firstText),
    project('credential.kind', [claim('uti')], ([uti]) => (text(uti) === undefined ? undefined : 'access-token')),
    project('credential.id', [claim('uti')], ([uti]) => {
      const written = text(uti);
      return written === undefined ? undefined : (entraTokenId(written) ?? written);
    }),
    project('client.id', [claim('appid')], ([id]) => text(id)),
    project('network.ip', ['callerIpAddress', claim('ipaddr')], ([caller, claimed]) =>
      addressText(text(caller) === undefined ? claimed : caller),
    ),
    project('host.instance', [claim('xms_mirid')], ([id]) => text(id)?.toLowerCase()),
    project('resource.kind', ['resourceId'], ([id]) => resourceType(text(id))),
    project('resource.id', ['resourceId'], ([id]) => text(id)?.toLowerCase()),
    project('resource.name', ['resourceId'], ([id]) => text(id)?.split('/').at(-1) || undefined),
  ],
};

const grants: readonly string[] = [
  'microsoft.authorization/roleassignments/write',
  'microsoft.authorization/elevateaccess/action',
  'microsoft.authorization/roledefinitions/write',
  'microsoft.managedidentity/userassignedidentities/assign/action',
  'microsoft.managedidentity/userassignedidentities/federatedidentitycredentials/write',
];

function stageOf(operation: string): string {
  if (grants.includes(operation)) return 'grant';
  if (operation === 'microsoft.authorization/roleassignments/delete') return 'revoke';
  return /\/(?:list[a-z]{0,40}(?:keys|secrets|credentials?|sas|connectionstrings)|getsecret)\/action$/.test(operation)
    ? 'read'
    : 'use';
}

function principalKind([resource, type, evidenced, ...names]: readonly unknown[]): string | undefined {
  if (text(resource) !== undefined) return 'managed-identity';
  if (type === 'app' || evidenced === 'ServicePrincipal') return 'service-principal';
  const [user, name, application] = names.map(text);
  if (type === 'user' || evidenced === 'User' || (user ?? name) !== undefined) return 'user';
  return application === undefined ? undefined : 'service-principal';
}

/** `/subscriptions/…/providers/Microsoft.KeyVault/vaults/v1` → `microsoft.keyvault/vaults`. */
function resourceType(id: string | undefined): string | undefined {
  const [, provider] = id?.toLowerCase().split(/\/providers\/(?!.*\/providers\/)/) ?? [];
  const [namespace, ...pairs] = provider?.split('/') ?? [];
  const types = pairs.filter((_, index) => index % 2 === 0);
  return namespace === undefined || types.length === 0 ? undefined : [namespace, ...types].join('/');
}
