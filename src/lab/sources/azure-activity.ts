// SPDX-License-Identifier: Apache-2.0
import { azureManagement, azurePortal } from '../apps.ts';
import { isoFine } from '../clock.ts';
import { contentId } from '../content-id.ts';
import { anyone, type Background, type EntraToken, type Lab, labMark } from '../context.ts';
import type { Person, Workload } from '../organisation.ts';
import type { Emission } from '../record.ts';
import { tokenFor } from './entra-signin.ts';
import { workloadToken } from './entra-workload.ts';
import { utiOfGraph } from './graph-activity.ts';
import { lateness } from './lateness.ts';

export interface AzureOperation {
  readonly time: number;
  readonly by: { readonly person: Person; readonly appId: string } | { readonly workload: Workload };
  readonly token: EntraToken;
  readonly ip: string;
  readonly operation: string;
  /** Below the resource group. */
  readonly resource: string;
  readonly delay?: number;
}

const claim = 'http://schemas.microsoft.com/identity/claims/';

/** The Azure resource that a managed identity belongs to. */
export function resourceOfIdentity(lab: Lab, workload: Workload): string {
  return `/subscriptions/${lab.organisation.subscription}/resourcegroups/rg-prod/providers/Microsoft.Compute/virtualMachines/${workload.name}`;
}

/**
 * One administrative record of the Azure activity log, in the form of the diagnostic setting's stream.
 *
 * @see https://learn.microsoft.com/azure/azure-monitor/platform/activity-log-schema
 */
export function azureOperation(lab: Lab, fields: AzureOperation): Emission {
  const { random, organisation } = lab;
  const correlationId = random.guid();
  const person = 'person' in fields.by ? fields.by.person : undefined;
  const workload = 'workload' in fields.by ? fields.by.workload : undefined;
  const scope = `/subscriptions/${organisation.subscription}/resourceGroups/rg-prod/providers/${fields.resource}`;
  const issuedAt = Math.floor(fields.token.issued / 1000);
  const record = {
    time: isoFine(fields.time, random.bits(), 4),
    resourceId: scope.toUpperCase(),
    operationName: fields.operation.toUpperCase(),
    category: fields.operation.endsWith('/action') ? 'Action' : 'Administrative',
    resultType: 'Success',
    resultSignature: 'Succeeded.OK',
    durationMs: random.int(20, 3000),
    callerIpAddress: fields.ip,
    correlationId,
    identity: {
      authorization: {
        scope,
        action: fields.operation,
        evidence: {
          role: person === undefined ? 'Reader' : 'Contributor',
          roleAssignmentScope: `/subscriptions/${organisation.subscription}`,
          principalId: (person?.id ?? workload?.id ?? '').replaceAll('-', ''),
          principalType: person === undefined ? 'ServicePrincipal' : 'User',
        },
      },
      claims: {
        aud: 'https://management.core.windows.net/',
        iss: `https://sts.windows.net/${organisation.tenant}/`,
        iat: String(issuedAt),
        nbf: String(issuedAt),
        exp: String(issuedAt + 4500),
        appid: 'appId' in fields.by ? fields.by.appId : workload?.appId,
        appidacr: person === undefined ? '2' : '0',
        ...(person === undefined
          ? { idtyp: 'app', xms_mirid: workload === undefined ? '' : resourceOfIdentity(lab, workload) }
          : {
              idtyp: 'user',
              name: person.name,
              'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn': person.mail,
              ipaddr: fields.ip,
              sid: fields.token.session,
            }),
        [`${claim}objectidentifier`]: person?.id ?? workload?.id,
        [`${claim}tenantid`]: organisation.tenant,
        uti: utiOfGraph(fields.token.uti),
        ver: '1.0',
      },
    },
    level: 'Information',
    location: 'global',
    tenantId: organisation.tenant,
    properties: {
      statusCode: 'OK',
      serviceRequestId: random.guid(),
      eventCategory: 'Administrative',
      entity: scope,
      message: fields.operation,
      hierarchy: `${organisation.tenant}/${organisation.subscription}`,
    },
    ...labMark,
  };
  return { source: 'azure.activity', time: fields.time, delay: fields.delay ?? 0, id: contentId(record), record };
}

const operations = [
  ['Microsoft.Compute/virtualMachines/write', 'Microsoft.Compute/virtualMachines/vm-batch'],
  ['Microsoft.Storage/storageAccounts/listKeys/action', 'Microsoft.Storage/storageAccounts/examplelogs'],
  ['Microsoft.Resources/deployments/write', 'Microsoft.Resources/deployments/portal-deploy'],
  ['Microsoft.Network/networkSecurityGroups/write', 'Microsoft.Network/networkSecurityGroups/nsg-prod'],
] as const;

/** What its own workload does with a managed identity. */
const own = [
  ['Microsoft.Storage/storageAccounts/listKeys/action', 'Microsoft.Storage/storageAccounts/exampledata'],
  ['Microsoft.Compute/virtualMachines/start/action', 'Microsoft.Compute/virtualMachines/vm-batch'],
] as const;

export const azureActivity: Background = {
  source: 'azure.activity',
  weight: 4,
  human: 0.5,
  emit: (lab, time, byHuman) => {
    const { random, organisation } = lab;
    if (byHuman) {
      const person = anyone(lab, time, organisation.engineers);
      const { token, emissions } = tokenFor(lab, time, person, azurePortal);
      const [operation, resource] = random.pick(operations);
      return [
        ...emissions,
        azureOperation(lab, {
          time,
          by: { person, appId: azurePortal.id },
          token,
          ip: token.ip,
          operation,
          resource,
          delay: lateness(lab),
        }),
      ];
    }
    const workload = random.pick(organisation.managedIdentities);
    const { token, emissions } = workloadToken(lab, time, workload, true, azureManagement);
    const [operation, resource] = random.pick(own);
    return [
      ...emissions,
      azureOperation(lab, {
        time,
        by: { workload },
        token,
        ip: workload.ip,
        operation,
        resource,
        delay: lateness(lab),
      }),
    ];
  },
};
