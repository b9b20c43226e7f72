// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { settingsSchema } from '../../src/model/settings.ts';
import { fence, page } from './markdown.ts';
import { schemaTable } from './schema-table.ts';

/** JSON Schema (draft 2020-12) of tokenward.yml. */
export const settingsJsonSchema: Readonly<Record<string, unknown>> = {
  ...z.toJSONSchema(settingsSchema, { target: 'draft-2020-12', io: 'input' }),
  title: 'tokenward.yml',
};

/** The example on the page; a test reads it as settings. */
export const settingsExample = `networks:
  - { zone: office, cidrs: [203.0.113.0/24], country: DE }
  - { zone: cluster, cidrs: [10.64.0.0/12] }
settings:
  kubernetes-many-secrets-read:
    TimeWindow: 10m
    Secrets: 25
rules:
  folders: [./our-rules]
  disable: [kubernetes-client-certificate]
held: 2000000
`;

export function settingsPage(): string {
  return page(
    'Settings',
    'Settings stand in `tokenward.yml`: in the working directory, or in the folder of logs if one folder is read. `TOKENWARD_SETTINGS` names another file, and `--settings` one more; the later wins. Every key is optional. For editors there is a [JSON Schema](tokenward.schema.json).',
    fence('yaml', settingsExample),
    schemaTable(settingsJsonSchema),
    '`networks:` is the setting that helps most: rules can then tell your own addresses from others. What each rule lets you set stands on [its page](rules/README.md), with the default.',
    'A wrong key or value stops the run with [`SETTINGS_INVALID`](errors.md) and the line.',
  );
}
