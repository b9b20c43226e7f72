// SPDX-License-Identifier: Apache-2.0
import type { RawRecord } from '../../model/event.ts';
import { fromLogAnalyticsRow } from '../microsoft/log-analytics.ts';
import { own } from '../microsoft/pairs.ts';
import { firstText } from '../shared/read.ts';

/** A `directoryAudit` of Microsoft Graph (flat, camelCase) in the diagnostic form. */
export function fromGraphAudit(audit: RawRecord): RawRecord {
  return {
    time: audit.activityDateTime,
    category: 'AuditLogs',
    operationName: audit.activityDisplayName,
    correlationId: audit.correlationId,
    callerIpAddress: own(own(audit.initiatedBy, 'user'), 'ipAddress'),
    identity: firstText([
      own(own(audit.initiatedBy, 'user'), 'displayName'),
      own(own(audit.initiatedBy, 'app'), 'displayName'),
    ]),
    properties: audit,
  };
}

/** A row of the table `AuditLogs` in the diagnostic form; see {@link fromLogAnalyticsRow}. */
export function fromAuditRow(row: RawRecord): RawRecord {
  return fromLogAnalyticsRow(row, {
    // The column holds what the diagnostic form has in `properties.category`.
    category: () => 'AuditLogs',
    properties: { AADOperationType: 'operationType', ResultReason: 'resultReason' },
    also: ['Category', 'CorrelationId'],
  });
}
