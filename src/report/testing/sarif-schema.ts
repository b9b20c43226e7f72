// SPDX-License-Identifier: Apache-2.0
// The facts of SARIF 2.1.0 that our output touches, written down as a JSON Schema of our own: which properties an object
// may have, which it must have, the values of enumerations. It is not the OASIS schema and is stricter in what it allows.
// Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html (sections in brackets)

const text = { type: 'string' };
const bag = { type: 'object', properties: { tags: { type: 'array', uniqueItems: true, items: text } } };

function object(required: readonly string[], properties: Record<string, unknown>, anyOf: readonly string[] = []) {
  return {
    type: 'object',
    additionalProperties: false,
    required,
    properties: { ...properties, properties: bag },
    ...(anyOf.length === 0 ? {} : { anyOf: anyOf.map((name) => ({ required: [name] })) }),
  };
}

const list = (items: unknown) => ({ type: 'array', items });
const level = { enum: ['none', 'note', 'warning', 'error'] };
const rank = { type: 'number', minimum: -1, maximum: 100 };
/** [3.11] */
const message = object([], { text, markdown: text, id: text, arguments: list(text) }, ['text', 'id']);
/** [3.12] */
const multiformat = object(['text'], { text, markdown: text });
/** [3.28, 3.29, 3.4, 3.30] */
const location = object([], {
  message,
  physicalLocation: object(
    [],
    {
      artifactLocation: object([], { uri: { type: 'string', format: 'uri-reference' }, uriBaseId: text }),
      region: object([], { startLine: { type: 'integer', minimum: 1 }, startColumn: { type: 'integer', minimum: 1 } }),
    },
    ['artifactLocation', 'address'],
  ),
});
/** [3.58] */
const notification = object(['message'], {
  level,
  message,
  locations: { ...list(location), uniqueItems: true },
  descriptor: object([], { id: text, index: { type: 'integer', minimum: -1 } }, ['id', 'index', 'guid']),
});
/** [3.49] */
const rule = object(['id'], {
  id: text,
  name: text,
  shortDescription: multiformat,
  fullDescription: multiformat,
  help: multiformat,
  helpUri: { type: 'string', format: 'uri' },
  defaultConfiguration: object([], { level, rank, enabled: { type: 'boolean' } }),
});
/** [3.36 to 3.38] */
const codeFlow = object(['threadFlows'], {
  message,
  threadFlows: {
    minItems: 1,
    ...list(
      object(['locations'], {
        locations: {
          minItems: 1,
          ...list(
            object([], {
              location,
              executionOrder: { type: 'integer', minimum: -1 },
              executionTimeUtc: { type: 'string', format: 'date-time' },
              kinds: { ...list(text), uniqueItems: true },
            }),
          ),
        },
      }),
    ),
  },
});
/** [3.27] */
const result = object(['message'], {
  ruleId: text,
  ruleIndex: { type: 'integer', minimum: -1 },
  level,
  rank,
  message,
  locations: list(location),
  occurrenceCount: { type: 'integer', minimum: 1 },
  partialFingerprints: { type: 'object', additionalProperties: text },
  codeFlows: list(codeFlow),
});

/** [3.13, 3.14] */
export const sarifSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  ...object(['version', 'runs'], {
    $schema: { type: 'string', format: 'uri' },
    version: { const: '2.1.0' },
    runs: list(
      object(['tool'], {
        tool: object(['driver'], {
          driver: object(['name'], { name: text, version: text, rules: { ...list(rule), uniqueItems: true } }),
        }),
        invocations: list(
          object(['executionSuccessful'], {
            executionSuccessful: { type: 'boolean' },
            toolExecutionNotifications: list(notification),
          }),
        ),
        results: list(result),
      }),
    ),
  }),
};
