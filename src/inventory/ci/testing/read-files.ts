// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { itemSchema } from '../../../model/inventory/item.ts';
import { type ReadResult, readInventory } from '../../read-inventory.ts';

/** Reads files as the inventory does, and holds every item to its schema. */
export async function readFiles(files: Readonly<Record<string, string>>): Promise<ReadResult> {
  const folder = mkdtempSync(join(tmpdir(), 'tokenward-ci-'));
  try {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
    const result = await readInventory(['.'], { cwd: folder });
    for (const item of result.inventory.all()) itemSchema.parse(item);
    return result;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
