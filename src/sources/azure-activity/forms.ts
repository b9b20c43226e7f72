// SPDX-License-Identifier: Apache-2.0
import type { RawRecord } from '../../model/event.ts';
import { objectOrJson, readPath } from '../shared/read.ts';

/** A row of the `AzureActivity` table in the names of the Event Hubs form, its own columns kept beside them. */
export function normaliseTableRow(row: RawRecord): RawRecord {
  const first = (...names: readonly string[]) => names.map((name) => row[name]).find(filled);
  const properties = first('Properties_d', 'Properties');
  return {
    ...row,
    ...given({
      time: first('TimeGenerated', 'EventSubmissionTimestamp'),
      resourceId: first('_ResourceId', 'ResourceId'),
      operationName: first('OperationNameValue', 'OperationName'),
      category: first('CategoryValue', 'Category'),
      resultType: first('ActivityStatusValue', 'ActivityStatus'),
      resultSignature: first('ActivitySubstatusValue', 'ActivitySubstatus'),
      callerIpAddress: first('CallerIpAddress'),
      correlationId: first('CorrelationId'),
      eventDataId: first('EventDataId'),
      caller: first('Caller'),
      identity: given({
        authorization: objectOrJson(first('Authorization_d', 'Authorization')),
        claims: objectOrJson(first('Claims_d', 'Claims')),
      }),
      properties: objectOrJson(properties) ?? properties,
    }),
  };
}

/** An event as the Activity Log API and `az monitor activity-log list` give it, in the names of the Event Hubs form. */
export function normaliseApiEvent(event: RawRecord): RawRecord {
  const named = (name: string) => readPath(event, `${name}.value`) ?? event[name];
  return {
    ...event,
    ...given({
      time: event.eventTimestamp,
      operationName: named('operationName'),
      category: named('category'),
      resultType: named('status'),
      resultSignature: named('subStatus'),
      callerIpAddress: readPath(event, 'httpRequest.clientIpAddress'),
      identity: given({ authorization: event.authorization, claims: event.claims }),
    }),
  };
}

function filled(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

function given(record: RawRecord): RawRecord {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => filled(value)));
}
