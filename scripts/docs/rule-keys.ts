// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { caseFileSchema } from '../../src/detect/case-schema.ts';
import { ruleBlockSchema } from '../../src/detect/rule-block.ts';
import { placeholders } from '../../src/enrich/placeholders.ts';
import { code, page, table } from './markdown.ts';
import { schemaTable } from './schema-table.ts';

function schemaOf(schema: z.ZodType): Readonly<Record<string, unknown>> {
  return z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input' });
}

export function ruleKeysPage(): string {
  return page(
    'Keys of detections',
    'What stands in a rule beside Sigma, and in its cases. How to use them is in [writing-detections.md](writing-detections.md).',
    '## The tokenward block',
    'Sigma lets a document carry keys of other tools. Ours is `tokenward:`.',
    schemaTable(schemaOf(ruleBlockSchema)),
    '## Cases',
    '`NAME.cases.yml` beside `NAME.yml`. A case has `events`, or is `like` an earlier one with one thing changed or left out.',
    schemaTable(schemaOf(caseFileSchema)),
    '## Lists',
    "Values for Sigma's modifier `expand`, as in `lifecycle.client.id|expand: '%FociClients%'`. Where they come from is in [content/lists](../content/lists/README.md).",
    table(
      ['placeholder', 'values', 'what they are'],
      Object.entries(placeholders).map(([name, it]) => [code(`%${name}%`), String(it.values().length), it.description]),
    ),
  );
}
