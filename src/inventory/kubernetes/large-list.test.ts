// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { maxTextBytes } from '../inventory-file.ts';
import { type ReadResult, readInventory } from '../read-inventory.ts';

const names = Array.from({ length: 34 }, (_, index) => `map${index}`);
const filler = 'x'.repeat(1 << 20);

async function read(name: string, text: string): Promise<ReadResult> {
  const folder = mkdtempSync(join(tmpdir(), 'tokenward-large-'));
  try {
    expect(text.length).toBeGreaterThan(maxTextBytes);
    writeFileSync(join(folder, name), text);
    return await readInventory(['.'], { cwd: folder });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** As kubectl writes it: the kind of the list behind its items. */
function yaml(kind: string, more = ''): string {
  const items = names.map(
    (name) =>
      `- ${kind}metadata:\n    name: ${name}\n    namespace: shop\n  data:\n    db.password: Horse7staple\n    filler: ${filler}\n`,
  );
  return `apiVersion: v1\nitems:\n${items.join('')}${more}`;
}

describe('lists over the size that is read in one piece', () => {
  it('of YAML are read object by object', async () => {
    const { inventory, problems, byReader } = await read('all.yaml', yaml('kind: ConfigMap\n  ', 'kind: List\n'));
    expect([problems, byReader]).toEqual([[], { 'kubernetes.manifest': 1 }]);
    const maps = inventory.of('kubernetes.config-map');
    expect(maps.map((it) => it.name)).toEqual(names);
    expect(maps[2]?.where).toMatchObject({ document: 0, line: 17, path: ['items', 2] });
    expect(maps[2]?.credentials.map((it) => it.path)).toEqual([['items', 2, 'data', 'db.password']]);
    expect(inventory.collected('kubernetes.config-map')).toBe('complete');
  });

  it('of one kind tell it to their objects, and say when they were not read to their end', async () => {
    const whole = await read('maps.yaml', yaml('', 'kind: ConfigMapList\n'));
    expect(whole.inventory.of('kubernetes.config-map')).toHaveLength(names.length);
    const broken = await read('maps.yaml', yaml('', '- *gone\nkind: ConfigMapList\n'));
    expect(broken.problems).toMatchObject([{ code: 'DOCUMENT_INVALID', position: { line: 3 + names.length * 6 } }]);
    expect(broken.inventory.of('kubernetes.config-map')).toHaveLength(names.length);
    expect(broken.inventory.collected('kubernetes.config-map')).toBe('partial');
  });

  it('of JSON are read object by object', async () => {
    const items = names.map((name) => ({ kind: 'ConfigMap', metadata: { name }, data: { filler } }));
    const text = JSON.stringify({ apiVersion: 'v1', items, kind: 'List', metadata: {} }, null, 4);
    const { inventory, problems } = await read('all.json', text);
    expect(problems).toEqual([]);
    const maps = inventory.of('kubernetes.config-map');
    expect(maps.map((it) => it.name)).toEqual(names);
    expect(maps[1]?.where).toMatchObject({ document: 0, line: 13, path: ['items', 1] });
  });

  it('of another kind are a problem that says what to do', async () => {
    const { problems, inventory } = await read(
      'one.yaml',
      `apiVersion: v1\nkind: ConfigMap\ndata:\n  a: ${filler.repeat(33)}\n`,
    );
    expect(problems).toMatchObject([
      { code: 'RECORD_TOO_LARGE', message: expect.stringContaining('export it in parts') },
    ]);
    expect(inventory.collected('kubernetes.config-map')).toBe('partial');
  });
});
