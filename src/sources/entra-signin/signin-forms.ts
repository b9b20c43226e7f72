// SPDX-License-Identifier: Apache-2.0
import type { RawRecord } from '../../model/event.ts';
import { fromLogAnalyticsRow } from '../microsoft/log-analytics.ts';
import { own } from '../microsoft/pairs.ts';
import { firstText, text } from '../shared/read.ts';
import { categoryOfGraph, categoryOfRow } from './signin-category.ts';

/** A `signIn` of Microsoft Graph (flat, camelCase) in the diagnostic form. */
export function fromGraphSignin(signin: RawRecord): RawRecord {
  return {
    time: signin.createdDateTime,
    category: categoryOfGraph(signin),
    operationName: 'Sign-in activity',
    resultType: text(own(signin.status, 'errorCode')),
    resultDescription: own(signin.status, 'failureReason'),
    callerIpAddress: signin.ipAddress,
    correlationId: signin.correlationId,
    identity: firstText([signin.userDisplayName, signin.servicePrincipalName]),
    tenantId: firstText([signin.tenantId, signin.resourceTenantId]),
    properties: signin,
  };
}

/** A row of one of the sign-in tables in the diagnostic form; see {@link fromLogAnalyticsRow}. */
export function fromSigninRow(row: RawRecord): RawRecord {
  const record = fromLogAnalyticsRow(row, {
    category: categoryOfRow,
    // `ResourceId` is the Azure resource that logs; what is signed in to is in `ResourceIdentity`.
    properties: {
      IPAddress: 'ipAddress',
      ResourceIdentity: 'resourceId',
      LocationDetails: 'location',
      ConditionalAccessPolicies: 'appliedConditionalAccessPolicies',
    },
    also: ['CorrelationId'],
  });
  return { callerIpAddress: row.IPAddress, ...record };
}
