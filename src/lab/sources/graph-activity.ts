// SPDX-License-Identifier: Apache-2.0
import { Buffer } from 'node:buffer';
import { type CatalogueApp, microsoftGraph, microsoftOffice, microsoftTeams } from '../apps.ts';
import { isoFine, isoSeconds } from '../clock.ts';
import { anyone, type Background, type EntraToken, type Lab, labMark } from '../context.ts';
import type { Person, Workload } from '../organisation.ts';
import type { Emission } from '../record.ts';
import { tokenFor } from './entra-signin.ts';
import { workloadToken } from './entra-workload.ts';
import { lateness } from './lateness.ts';

/** Graph and unified audit records carry the token's identifier as base64url of the GUID's bytes. */
export function utiOfGraph(guid: string): string {
  const hex = guid.replaceAll('-', '');
  const bytes = Buffer.from(hex, 'hex');
  // .NET writes the first three groups of a GUID with their lowest byte first.
  bytes.subarray(0, 4).reverse();
  bytes.subarray(4, 6).reverse();
  bytes.subarray(6, 8).reverse();
  return bytes.toString('base64url');
}

export interface GraphCall {
  readonly time: number;
  readonly by: { readonly person: Person; readonly app: CatalogueApp } | { readonly workload: Workload };
  readonly token: EntraToken;
  readonly ip: string;
  readonly agent: string;
  readonly method?: string;
  /** From the version on: `/v1.0/me/messages`. */
  readonly path: string;
  readonly status?: number;
  readonly bytes?: number;
  readonly scopes?: readonly string[];
  readonly delay?: number;
}

/**
 * One record of the Graph activity log.
 *
 * @see https://learn.microsoft.com/azure/azure-monitor/reference/tables/microsoftgraphactivitylogs
 */
export function graphCall(lab: Lab, call: GraphCall): Emission {
  const { random, organisation } = lab;
  const requestId = random.guid();
  const at = isoFine(call.time, random.bits(), 4);
  const user = 'person' in call.by ? call.by : undefined;
  const workload = 'workload' in call.by ? call.by.workload : undefined;
  const duration = random.int(20_000, 900_000);
  return {
    source: 'graph.activity',
    time: call.time,
    delay: call.delay ?? 0,
    id: requestId,
    record: {
      time: at,
      resourceId: `/TENANTS/${organisation.tenant.toUpperCase()}/PROVIDERS/MICROSOFT.AADIAM`,
      operationName: 'Microsoft Graph Activity',
      operationVersion: 'v1.0',
      category: 'MicrosoftGraphActivityLogs',
      tenantId: organisation.tenant,
      resultSignature: String(call.status ?? 200),
      durationMs: duration,
      callerIpAddress: call.ip,
      correlationId: requestId,
      Level: 4,
      location: 'West Europe',
      properties: {
        timeGenerated: at,
        requestId,
        ...(lab.verbose ? { operationId: requestId, clientRequestId: random.guid(), atContent: '' } : {}),
        apiVersion: call.path.split('/')[1] ?? 'v1.0',
        requestMethod: call.method ?? 'GET',
        responseStatusCode: call.status ?? 200,
        ...(lab.verbose ? { tenantId: organisation.tenant, durationMs: duration, location: 'West Europe' } : {}),
        responseSizeBytes: call.bytes ?? random.int(300, 40_000),
        signInActivityId: utiOfGraph(call.token.uti),
        roles: workload === undefined ? null : 'Directory.Read.All',
        scopes: user === undefined ? null : (call.scopes ?? user.app.scopes).join(' '),
        appId: user?.app.id ?? workload?.appId,
        userId: user?.person.id ?? null,
        servicePrincipalId: workload?.id ?? null,
        c_Sid: call.token.session === '' ? null : call.token.session,
        ipAddress: call.ip,
        userAgent: call.agent,
        requestUri: `https://graph.microsoft.com${call.path}`,
        tokenIssuedAt: isoSeconds(call.token.issued),
        identityProvider: `https://sts.windows.net/${organisation.tenant}/`,
        clientAuthMethod: workload === undefined ? '0' : '2',
        wids: 'b79fbf4d-3ef9-4689-8143-76b194e85509',
      },
      ...labMark,
    },
  };
}

const paths = [
  [6, '/v1.0/me/messages?$top=25&$select=subject,from'],
  [5, '/v1.0/me/calendarView?startDateTime=today'],
  [4, '/v1.0/me/chats?$top=20'],
  [3, '/v1.0/me/drive/recent'],
  [3, '/v1.0/me/photos/48x48/$value'],
  [2, '/v1.0/me/memberOf'],
] as const;

export const graphActivity: Background = {
  source: 'graph.activity',
  weight: 8,
  human: 0.8,
  emit: (lab, time, byHuman) => {
    const { random, organisation } = lab;
    if (!byHuman) {
      const workload = random.pick(organisation.servicePrincipals);
      const { token, emissions } = workloadToken(lab, time, workload, false, microsoftGraph);
      return [
        ...emissions,
        graphCall(lab, {
          time,
          by: { workload },
          token,
          ip: workload.ip,
          agent: 'azsdk-net-Identity/1.17.0 (.NET 9.0.9; Linux)',
          path: random.pick(['/v1.0/users?$top=100', '/v1.0/groups/delta', '/v1.0/auditLogs/signIns?$top=50']),
          delay: lateness(lab),
        }),
      ];
    }
    const person = anyone(lab, time);
    const app = random.pick([microsoftOffice, microsoftTeams]);
    const { token, emissions } = tokenFor(lab, time, person, app);
    const call = {
      by: { person, app },
      token,
      ip: token.ip,
      agent: person.device.agent,
      path: random.weighted(paths),
      delay: lateness(lab),
    } as const;
    // Throttled clients wait and ask again.
    const throttled = random.chance(0.03) ? [graphCall(lab, { ...call, time, status: 429, bytes: 0 })] : [];
    return [...emissions, ...throttled, graphCall(lab, { ...call, time: time + throttled.length * 4000 })];
  },
};
