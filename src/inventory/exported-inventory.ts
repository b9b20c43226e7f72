// SPDX-License-Identifier: Apache-2.0
// An inventory as JSON lines, and back: what `tokenward inventory export` writes can be audited like any other export.
import { z } from 'zod';
import type { Collected, Inventory } from '../model/inventory/inventory.ts';
import { type Item, itemSchema } from '../model/inventory/item.ts';
import { providers } from '../model/inventory/nouns.ts';
import type { InventoryReader } from './reader.ts';

const marker = '{"tokenward":"inventory","version":1';

const headSchema = z.object({
  tokenward: z.literal('inventory'),
  version: z.literal(1),
  collections: z.array(
    z.object({
      kind: z.string(),
      provider: z.enum(providers),
      complete: z.boolean(),
      note: z.string().optional(),
      of: z.array(z.string()).optional(),
    }),
  ),
});

/** The inventory, a line an item after a first line that says what was collected. */
export function* exportInventory(inventory: Inventory): Iterable<string> {
  yield `${marker},"collections":${JSON.stringify(inventory.collections)}}\n`;
  for (const item of inventory.all()) yield `${JSON.stringify(item)}\n`;
}

/** The items of an exported inventory, each held to the schema of its kind. Relations come as they were derived. */
export const exportedInventory: InventoryReader = {
  id: 'tokenward.inventory',
  title: 'An exported inventory',
  how: '`tokenward inventory export PATH --output inventory.jsonl`',
  claims: (file) => file.head.startsWith(marker),
  async *read(file, context): AsyncIterable<Item> {
    for await (const { value, line } of file.records()) {
      if (line === 1) {
        const head = headSchema.safeParse(value);
        if (head.success) {
          for (const it of head.data.collections) {
            const kind = itemSchema.options
              .map((option) => option.unwrap().shape.kind.value)
              .find((one) => one === it.kind);
            if (kind !== undefined) {
              const collected: Collected = {
                kind,
                provider: it.provider,
                complete: it.complete,
                ...(it.note === undefined ? {} : { note: it.note }),
                ...(it.of === undefined ? {} : { of: it.of }),
              };
              context.collected(collected);
            }
          }
          continue;
        }
      }
      const parsed = itemSchema.safeParse(value);
      if (parsed.success) yield parsed.data;
      else {
        const issue = parsed.error.issues[0];
        context.problem({
          code: 'ITEM_INVALID',
          message: `${file.name}: ${issue?.path.join('.') || 'item'}: ${issue?.message ?? 'not valid'}`,
          position: { file: file.name, line },
        });
      }
    }
  },
};
