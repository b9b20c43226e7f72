// SPDX-License-Identifier: Apache-2.0
import type { extensionTypes } from '../types.ts';

type ExtensionType = (typeof extensionTypes)[number];
/** A JSON Schema as plain data. */
export type JsonSchema = Readonly<Record<string, unknown>>;

const name = { type: 'string', minLength: 1 } as const;
const timespan = {
  type: 'string',
  pattern: '^(?=\\d{1,6}[smhd]$)0*[1-9]',
  description: 'a number and one of s, m, h, d, as in 90m',
} as const;

const names = (least: number, description: string): JsonSchema => ({
  description,
  anyOf: [...(least > 1 ? [] : [name]), { type: 'array', items: name, minItems: least, uniqueItems: true }],
});
const field = (description: string): JsonSchema => ({ ...name, description });
const above = (description: string): JsonSchema => ({ type: 'number', exclusiveMinimum: 0, description });
const whole = (otherwise: number, description: string): JsonSchema => ({
  type: 'integer',
  minimum: 0,
  default: otherwise,
  description,
});

interface Section {
  /** Keys of the type's own beside `condition`. */
  readonly keys?: JsonSchema;
  readonly condition: JsonSchema;
  /** Of `keys` and `condition`, those that must be there. */
  readonly required: readonly string[];
  readonly conditionRequired: readonly string[];
  readonly rules?: JsonSchema;
}

const sections: Readonly<Record<ExtensionType, Section>> = {
  first_seen: {
    keys: {
      learning: {
        type: 'string',
        pattern: '^\\d{1,6}[smhd]$',
        default: '0s',
        description: "time after the group's first event in which new values are only learned",
      },
      known: whole(1, 'values the group must have had before'),
    },
    condition: { field: names(1, 'field, or fields together, with the new value') },
    required: ['condition'],
    conditionRequired: ['field'],
  },
  absence: {
    rules: names(2, 'the step that is met, then those of which one must precede it'),
    condition: {},
    required: [],
    conditionRequired: [],
  },
  travel: {
    keys: { speed: above('kilometres an hour that are still possible') },
    condition: {
      latitude: field('field with degrees'),
      longitude: field('field with degrees'),
      radius: field('field with the kilometres by which the place may be off'),
    },
    required: ['condition', 'speed'],
    conditionRequired: ['latitude', 'longitude'],
  },
  volume: {
    keys: { baseline: timespan, learning: whole(3, "timespans of the group's history that are needed first") },
    condition: {
      field: field('field that is summed; without it events are counted'),
      gte: above('least amount in one timespan'),
      factor: above("times the group's own mean that must be exceeded"),
    },
    required: ['condition', 'baseline'],
    conditionRequired: ['gte', 'factor'],
  },
};

/** JSON Schema (draft 2020-12) of a document with one of our correlation types, by type. Other keys are as in Sigma. */
export const extensionSchemas: Readonly<Record<ExtensionType, JsonSchema>> = {
  first_seen: documentSchema('first_seen'),
  absence: documentSchema('absence'),
  travel: documentSchema('travel'),
  volume: documentSchema('volume'),
};

function documentSchema(type: ExtensionType): JsonSchema {
  const section = sections[type];
  const correlation = closed(
    {
      type: { const: type },
      rules: section.rules ?? names(1, 'ids or names of the rules that are correlated'),
      'group-by': names(0, 'fields whose values keep groups of events apart'),
      timespan,
      condition: closed(section.condition, section.conditionRequired),
      ...section.keys,
      aliases: {
        type: 'object',
        additionalProperties: { type: 'object', additionalProperties: name },
        description: 'alias, then rule name, then the field of that rule',
      },
      generate: { type: 'boolean', default: false, description: 'whether the referred rules are reported too' },
    },
    ['type', 'rules', 'group-by', 'timespan', ...section.required],
  );
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: `Sigma correlation of type ${type}, an extension of Tokenward`,
    type: 'object',
    properties: { title: { type: 'string', minLength: 1, maxLength: 256 }, correlation },
    required: ['title', 'correlation'],
  };
}

function closed(properties: JsonSchema, required: readonly string[]): JsonSchema {
  return { type: 'object', properties, required, additionalProperties: false };
}
