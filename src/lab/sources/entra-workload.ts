// SPDX-License-Identifier: Apache-2.0
import { Buffer } from 'node:buffer';
import { hour, isoFine, second } from '../clock.ts';
import { type EntraToken, type Lab, labMark } from '../context.ts';
import type { Workload } from '../organisation.ts';
import type { Emission } from '../record.ts';
import { lateness } from './lateness.ts';

/** Sign-in logs carry the token's identifier as base64 of the GUID's text. */
export function utiOfSignIn(guid: string): string {
  return Buffer.from(guid, 'latin1').toString('base64');
}

/** A workload signs in to an API; managed identities have no address in this log. */
export function workloadSignIn(
  lab: Lab,
  time: number,
  workload: Workload,
  managed: boolean,
  resource: { readonly name: string; readonly id: string },
): { readonly emission: Emission; readonly token: EntraToken } {
  const { random, organisation } = lab;
  const uti = random.guid();
  const correlationId = random.guid();
  const at = isoFine(time, random.bits(), 4);
  const token: EntraToken = { uti, session: '', ip: workload.ip, app: workload.appId, issued: time };
  lab.tokens.set(`${workload.id} ${resource.id}`, token);
  const emission: Emission = {
    source: 'entra.signin',
    time,
    id: uti,
    record: {
      time: at,
      resourceId: `/tenants/${organisation.tenant}/providers/Microsoft.aadiam`,
      operationName: 'Sign-in activity',
      operationVersion: '1.0',
      category: managed ? 'ManagedIdentitySignInLogs' : 'ServicePrincipalSignInLogs',
      tenantId: organisation.tenant,
      resultType: '0',
      resultSignature: 'None',
      durationMs: 0,
      ...(managed ? {} : { callerIpAddress: workload.ip }),
      correlationId,
      Level: 4,
      ...(managed ? {} : { location: 'NL' }),
      properties: {
        id: uti,
        createdDateTime: at,
        userId: null,
        appId: workload.appId,
        ipAddress: managed ? '' : workload.ip,
        status: { errorCode: 0 },
        location: {
          city: managed ? '' : 'Amsterdam',
          state: managed ? '' : 'Noord-Holland',
          countryOrRegion: managed ? '' : 'NL',
          geoCoordinates: { latitude: managed ? 0 : 52.37, longitude: managed ? 0 : 4.9 },
        },
        correlationId,
        conditionalAccessStatus: 'notApplied',
        appliedConditionalAccessPolicies: [],
        isInteractive: false,
        tokenIssuerType: 'AzureAD',
        authenticationProcessingDetails: [{ key: 'Azure AD App Authentication Library', value: 'Family: MSAL' }],
        processingTimeInMilliseconds: 0,
        riskDetail: 'none',
        riskLevelAggregated: 'low',
        riskLevelDuringSignIn: 'low',
        riskState: 'none',
        resourceDisplayName: resource.name,
        resourceId: resource.id,
        servicePrincipalName: workload.name,
        servicePrincipalId: workload.id,
        flaggedForReview: false,
        isTenantRestricted: false,
        crossTenantAccessType: 'none',
        servicePrincipalCredentialKeyId: managed ? '' : workload.keyId,
        uniqueTokenIdentifier: utiOfSignIn(uti),
        incomingTokenType: 'none',
        authenticationProtocol: 'none',
        clientCredentialType: managed ? 'managedIdentity' : 'certificate',
      },
      ...labMark,
    },
  };
  return { emission, token };
}

/** The latest token of a workload for an API, or one issued now together with its sign-in. */
export function workloadToken(
  lab: Lab,
  time: number,
  workload: Workload,
  managed: boolean,
  resource: { readonly name: string; readonly id: string },
): { readonly token: EntraToken; readonly emissions: readonly Emission[] } {
  const known = lab.tokens.get(`${workload.id} ${resource.id}`);
  if (known !== undefined && time - known.issued < hour) return { token: known, emissions: [] };
  const { emission, token } = workloadSignIn(lab, time - 2 * second, workload, managed, resource);
  return { token, emissions: [{ ...emission, delay: lateness(lab) }] };
}
