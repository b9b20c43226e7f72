// SPDX-License-Identifier: Apache-2.0
import type { RawRecord } from '../../model/event.ts';
import { list, own } from '../microsoft/pairs.ts';
import { isObject, readPath, text } from '../shared/read.ts';

/** Messages inside messages are read this deep; what lies deeper is left as it is. */
const maximumDepth = 8;

/** An activity of the Reports API with its first event as `event`, whose parameters have become an object. */
export function withEvent(activity: RawRecord): RawRecord {
  // Some exports write a single event without the list.
  const first = Array.isArray(activity.events) ? activity.events[0] : activity.events;
  return { ...activity, event: eventOf(first) };
}

/** An activity from a collector that has split it by event: `name`, `type` and `parameters` lie at the top. */
export function withFlatEvent(activity: RawRecord): RawRecord {
  const { name, type, parameters, ...rest } = activity;
  return withEvent({ ...rest, events: [{ name, type, parameters }] });
}

/** What the Reports API calls the application whose events a service of Google Cloud logs. */
const applications: Readonly<Record<string, string>> = {
  'oauth2.googleapis.com': 'token',
  'login.googleapis.com': 'login',
  'admin.googleapis.com': 'admin',
  'cloudidentity.googleapis.com': 'groups_enterprise',
};

/**
 * An activity that Google Workspace shares with Google Cloud, as Cloud Logging writes it.
 *
 * @see https://cloud.google.com/logging/docs/audit/gsuite-audit-logging
 */
export function fromCloudLogging(entry: RawRecord): RawRecord {
  const at = (path: string) => readPath(entry, `protoPayload.${path}`);
  const service = text(at('serviceName')) ?? '';
  const email = text(at('authenticationInfo.principalEmail'));
  return withEvent({
    kind: 'admin#reports#activity',
    id: {
      time: entry.timestamp,
      uniqueQualifier: at('metadata.activityId.uniqQualifier'),
      applicationName: Object.hasOwn(applications, service) ? applications[service] : service.split('.', 1)[0],
    },
    actor: email === undefined ? {} : { email },
    ipAddress: at('requestMetadata.callerIp') ?? at('requestMetadata.callerIP'),
    events: list(at('metadata.event')).map((event) => ({
      type: own(event, 'eventType'),
      name: own(event, 'eventName'),
      parameters: own(event, 'parameter'),
    })),
    logName: entry.logName,
    insertId: entry.insertId,
  });
}

/**
 * A row of the table `activity` that Google Workspace exports to BigQuery: one event, its parameters under the name of
 * its application.
 *
 * @see https://knowledge.workspace.google.com/admin/reports/about-reporting-logs-and-bigquery
 */
export function fromBigQuery(row: RawRecord): RawRecord {
  const application = text(row.record_type) ?? '';
  const email = text(row.email);
  return {
    ...row,
    ...withFlatEvent({
      id: { time: row.time_usec, uniqueQualifier: row.unique_identifier, applicationName: application },
      actor: email === undefined ? {} : { email },
      ipAddress: row.ip_address,
      name: row.event_name,
      type: row.event_type,
      parameters: own(row, application),
    }),
  };
}

function eventOf(event: unknown): RawRecord {
  const parameters = own(event, 'parameters');
  return {
    name: own(event, 'name'),
    type: own(event, 'type'),
    parameters: isObject(parameters) ? parameters : byName(parameters, 0),
  };
}

function byName(parameters: unknown, depth: number): RawRecord {
  return Object.fromEntries(
    list(parameters).flatMap((parameter) => {
      const name = text(own(parameter, 'name'));
      return name === undefined ? [] : [[name, parameterValue(parameter, depth)]];
    }),
  );
}

/** Where a parameter has its value; the Reports API and Cloud Logging name lists differently. */
const values = [
  ...['value', 'multiValue', 'multiStrValue', 'intValue', 'multiIntValue'],
  ...['boolValue', 'multiBoolValue'],
] as const;

function parameterValue(parameter: unknown, depth: number): unknown {
  for (const key of values) {
    const value = own(parameter, key);
    if (value !== undefined) return value;
  }
  if (depth >= maximumDepth) return parameter;
  const message = own(parameter, 'messageValue');
  if (message !== undefined) return byName(own(message, 'parameter'), depth + 1);
  return list(own(parameter, 'multiMessageValue')).map((one) => byName(own(one, 'parameter'), depth + 1));
}
