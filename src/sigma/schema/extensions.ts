// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import type { extensionTypes } from '../types.ts';

const name = z.string().min(1);
const names = z.union([name, z.array(name).meta({ uniqueItems: true })]);
const someNames = z.union([name, z.array(name).min(1).meta({ uniqueItems: true })]);
const timespan = z
  .string()
  .regex(/^(?=\d{1,6}[smhd]$)0*[1-9]/)
  .meta({ description: 'a number and one of s, m, h, d, as in 90m' });

const common = {
  'group-by': names.meta({ description: 'fields whose values keep groups of events apart' }),
  timespan,
  aliases: z
    .record(z.string(), z.record(z.string(), name))
    .optional()
    .meta({ description: 'alias, then rule name, then the field of that rule' }),
  generate: z.boolean().default(false).meta({ description: 'whether the referred rules are reported too' }),
};
const rules = someNames.meta({ description: 'ids or names of the rules that are correlated' });

const firstSeen = z.strictObject({
  ...common,
  type: z.literal('first_seen'),
  rules,
  condition: z.strictObject({
    field: someNames.meta({ description: 'field, or fields together, with the new value' }),
  }),
  learning: z
    .string()
    .regex(/^\d{1,6}[smhd]$/)
    .default('0s')
    .meta({ description: "time after the group's first event in which new values are only learned" }),
  known: z.int().min(0).default(1).meta({ description: 'values the group must have had before' }),
});

const absence = z.strictObject({
  ...common,
  type: z.literal('absence'),
  rules: z
    .array(name)
    .min(2)
    .meta({ uniqueItems: true, description: 'the step that is met, then those of which one must precede it' }),
  condition: z.strictObject({}).optional(),
});

const travel = z.strictObject({
  ...common,
  type: z.literal('travel'),
  rules,
  condition: z.strictObject({
    latitude: name.meta({ description: 'field with degrees' }),
    longitude: name.meta({ description: 'field with degrees' }),
    radius: name.optional().meta({ description: 'field with the kilometres by which the place may be off' }),
  }),
  speed: z.number().positive().meta({ description: 'kilometres an hour that are still possible' }),
});

const volume = z.strictObject({
  ...common,
  type: z.literal('volume'),
  rules,
  condition: z.strictObject({
    field: name.optional().meta({ description: 'field that is summed; without it events are counted' }),
    gte: z.number().positive().meta({ description: 'least amount in one timespan' }),
    factor: z.number().positive().meta({ description: "times the group's own mean that must be exceeded" }),
  }),
  baseline: timespan,
  learning: z.int().min(0).default(3).meta({ description: "timespans of the group's history that are needed first" }),
});

const sections = { first_seen: firstSeen, absence, travel, volume } as const;

/** JSON Schema (draft 2020-12) of a document with one of our correlation types, by type. Other keys are as in Sigma. */
export const extensionSchemas: Readonly<Record<(typeof extensionTypes)[number], z.core.JSONSchema.BaseSchema>> = {
  first_seen: documentSchema('first_seen'),
  absence: documentSchema('absence'),
  travel: documentSchema('travel'),
  volume: documentSchema('volume'),
};

function documentSchema(type: (typeof extensionTypes)[number]): z.core.JSONSchema.BaseSchema {
  const document = z.looseObject({ title: z.string().min(1).max(256), correlation: sections[type] });
  return z.toJSONSchema(document, { io: 'input' });
}
