// SPDX-License-Identifier: Apache-2.0
// Cuts test/schemas/ocsf-1.6.0-findings.json out of the official export of the OCSF schema:
//
//   node scripts/ocsf-dictionary.ts FOLDER/ocsf_json_schema/ocsf/1.6.0.json
//
// test/schemas/README.md says where the export comes from. Names, types, requirements, enumerations and constraints are
// kept as they are; texts, captions of attributes and whatever the chosen classes cannot reach are left out.
import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const classNames = ['compliance_finding', 'detection_finding'];

const attribute = z.object({
  type: z.string(),
  object_type: z.string().optional(),
  is_array: z.literal(true).optional(),
  requirement: z.enum(['required', 'recommended', 'optional']),
  profile: z.string().nullish(),
  sibling: z.string().optional(),
  enum: z.record(z.string(), z.object({ caption: z.string() })).optional(),
  '@deprecated': z.object({ since: z.string() }).optional(),
});
const attributes = z.record(z.string(), attribute);
const constraints = z
  .strictObject({ at_least_one: z.array(z.string()), just_one: z.array(z.string()) })
  .partial()
  .optional();
const official = z.object({
  version: z.string(),
  classes: z.record(
    z.string(),
    z.object({ uid: z.number(), caption: z.string(), profiles: z.array(z.string()), constraints, attributes }),
  ),
  objects: z.record(z.string(), z.object({ constraints, attributes })),
  types: z.record(
    z.string(),
    z.object({
      type: z.string().optional(),
      regex: z.string().optional(),
      max_len: z.number().optional(),
      range: z.array(z.number()).optional(),
    }),
  ),
});

function cut(path: string): string {
  const { version, classes, objects, types } = official.parse(JSON.parse(readFileSync(path, 'utf8')));
  const chosen = Object.entries(classes).filter(([name]) => classNames.includes(name));
  const reached = new Set<string>();
  const visit = (from: z.infer<typeof attributes>): void => {
    for (const { object_type: name } of Object.values(from)) {
      if (name === undefined || reached.has(name)) continue;
      reached.add(name);
      visit(objects[name]?.attributes ?? {});
    }
  };
  for (const [, { attributes: own }] of chosen) visit(own);
  const part = (name: string, entries: readonly (readonly [string, unknown])[]): string => {
    const sorted = entries.toSorted(([a], [b]) => (a < b ? -1 : 1));
    return `"${name}": {\n${sorted.map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`).join(',\n')}\n}`;
  };
  const parts = [
    `"version": ${JSON.stringify(version)}`,
    part('classes', chosen),
    part(
      'objects',
      Object.entries(objects).filter(([name]) => reached.has(name)),
    ),
    part('types', Object.entries(types)),
  ];
  return `{\n${parts.join(',\n')}\n}\n`;
}

const [, , exported] = process.argv;
if (exported === undefined) throw new TypeError('Name the official export: node scripts/ocsf-dictionary.ts 1.6.0.json');
writeFileSync(new URL('../test/schemas/ocsf-1.6.0-findings.json', import.meta.url), cut(exported));
