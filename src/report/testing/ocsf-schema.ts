// SPDX-License-Identifier: Apache-2.0
// The facts of OCSF 1.6 that our output touches, written down as a JSON Schema of our own: names, types, what is
// required, the values of enumerations. Source: https://schema.ocsf.io/1.6.0/classes/detection_finding

const text = { type: 'string' };
const integer = { type: 'integer' };
/** Milliseconds since the epoch; the bounds are the years 2000 and 2100, so that seconds or text would fail. */
const timestamp = { type: 'integer', minimum: 946_684_800_000, maximum: 4_102_444_800_000 };

function object(required: readonly string[], properties: Record<string, unknown>, anyOf: readonly string[] = []) {
  return {
    type: 'object',
    additionalProperties: false,
    required,
    properties,
    ...(anyOf.length === 0 ? {} : { anyOf: anyOf.map((name) => ({ required: [name] })) }),
  };
}

const list = (items: unknown) => ({ type: 'array', minItems: 1, items });

const technique = object([], { uid: text, name: text, src_url: text }, ['uid', 'name']);
const analytic = object(
  ['type_id'],
  {
    type_id: { enum: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 99] },
    type: text,
    name: text,
    uid: text,
    desc: text,
    version: text,
    category: text,
  },
  ['uid', 'name'],
);
const user = object(
  [],
  {
    uid: text,
    name: text,
    type: text,
    type_id: { enum: [0, 1, 2, 3, 4, 99] },
    email_addr: text,
    full_name: text,
    programmatic_credentials: list(object(['uid'], { uid: text, type: text, last_used_time: timestamp })),
  },
  ['uid', 'name', 'account'],
);
const actor = object([], { user, app_uid: text, app_name: text, session: { type: 'object' } }, [
  'user',
  'session',
  'app_uid',
  'app_name',
]);
const endpoint = object(
  [],
  {
    ip: text,
    name: text,
    uid: text,
    hostname: text,
    autonomous_system: object([], { number: integer, name: text }, ['number', 'name']),
    location: object([], { country: { type: 'string', pattern: '^[A-Z]{2}$' }, city: text, region: text }, [
      'country',
      'city',
      'region',
    ]),
  },
  ['ip', 'uid', 'name', 'hostname'],
);

export const detectionFindingSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  ...object(
    ['activity_id', 'category_uid', 'class_uid', 'type_uid', 'severity_id', 'time', 'metadata', 'finding_info'],
    {
      activity_id: { const: 1 },
      activity_name: { const: 'Create' },
      category_uid: { const: 2 },
      category_name: { const: 'Findings' },
      class_uid: { const: 2004 },
      class_name: { const: 'Detection Finding' },
      type_uid: { const: 200401 },
      type_name: { const: 'Detection Finding: Create' },
      time: timestamp,
      start_time: timestamp,
      end_time: timestamp,
      severity_id: { enum: [0, 1, 2, 3, 4, 5, 6, 99] },
      severity: { enum: ['Unknown', 'Informational', 'Low', 'Medium', 'High', 'Critical', 'Fatal', 'Other'] },
      confidence_id: { enum: [0, 1, 2, 3, 99] },
      confidence: { enum: ['Unknown', 'Low', 'Medium', 'High', 'Other'] },
      status_id: { enum: [0, 1, 2, 3, 4, 5, 6, 99] },
      status: text,
      is_alert: { type: 'boolean' },
      message: text,
      metadata: object(['product', 'version'], {
        version: { const: '1.6.0' },
        uid: text,
        correlation_uid: text,
        product: object(['vendor_name'], { name: text, vendor_name: text, version: text, uid: text }),
      }),
      finding_info: object(['uid', 'title'], {
        uid: text,
        title: text,
        desc: text,
        first_seen_time: timestamp,
        last_seen_time: timestamp,
        analytic,
        related_analytics: list(analytic),
        attacks: list(
          object([], { technique, sub_technique: technique, tactic: technique, version: text }, [
            'technique',
            'sub_technique',
            'tactic',
          ]),
        ),
        related_events: { type: 'array', items: object(['uid'], { uid: text, type_uid: integer, type: text }) },
        related_events_count: integer,
        data_sources: { type: 'array', items: text },
      }),
      evidences: {
        type: 'array',
        items: object(
          [],
          {
            uid: text,
            name: text,
            actor,
            src_endpoint: endpoint,
            api: object(['operation'], {
              operation: text,
              service: object([], { name: text, uid: text }, ['name', 'uid']),
            }),
            http_request: object([], { user_agent: text, http_method: text }),
            data: { type: 'object' },
          },
          ['actor', 'api', 'data', 'src_endpoint'],
        ),
      },
      resources: list(object([], { uid: text, name: text, type: text }, ['uid', 'name'])),
      observables: {
        type: 'array',
        items: object(['type_id'], {
          name: text,
          // 2 IP address, 4 user name, 10 resource, 16 HTTP user agent, 99 other (then `type` says what)
          type_id: { enum: [2, 4, 10, 16, 99] },
          type: text,
          value: text,
        }),
      },
      remediation: object(['desc'], { desc: text }),
      unmapped: { type: 'object' },
    },
  ),
};
