// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readInventory } from './read-inventory.ts';

function folder(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'tokenward-inventory-'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(root, name, '..'), { recursive: true });
    writeFileSync(join(root, name), content);
  }
  return root;
}

const account = (name: string): string =>
  `apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: ${name}, namespace: a }\n`;

describe('readInventory', () => {
  it('accounts for every file', async () => {
    const cwd = folder({
      'a.yml': account('one'),
      'b/c.yaml': account('two'),
      'notes.txt': 'nothing',
      '.git/x.yml': account('no'),
    });
    const { inventory, files, byReader, passedOver, problems } = await readInventory(['.'], { cwd });
    expect({ files, byReader, passedOver, problems }).toEqual({
      files: 3,
      byReader: { 'kubernetes.manifest': 2 },
      passedOver: 1,
      problems: [],
    });
    expect(inventory.of('kubernetes.service-account').map((it) => it.name)).toEqual(['one', 'two']);
    expect(inventory.collected('kubernetes.service-account')).toBe('complete');
    expect(inventory.collected('kubernetes.workload')).toBe('none');
  });

  it('one bad document does not take the others with it', async () => {
    const bad = `${account('one')}---\na: 1\na: 2\n---\n${account('three')}`;
    const cwd = folder({ 'a.yml': bad, 'b.yml': `${account('x')}\n  : [` });
    const { inventory, problems } = await readInventory(['.'], { cwd });
    const list = inventory.of('kubernetes.service-account');
    expect(list.map((it) => [it.name, it.where.document, it.where.line])).toEqual([
      ['one', 0, 1],
      ['three', 2, 8],
    ]);
    expect(problems.map((it) => [it.code, it.position.file, it.position.line])).toEqual([
      ['DOCUMENT_INVALID', './a.yml', 6],
      ['DOCUMENT_INVALID', './b.yml', 5],
    ]);
  });

  it('ends on links that go round', async () => {
    const cwd = folder({ 'a/b.yml': account('one') });
    symlinkSync(cwd, join(cwd, 'a', 'again'));
    const { inventory } = await readInventory(['.'], { cwd });
    expect(inventory.of('kubernetes.service-account')).toHaveLength(1);
  });

  it('names streams, which it cannot read', async () => {
    const { problems, files } = await readInventory(['-'], { cwd: folder({}) });
    expect([files, problems.map((it) => [it.code, it.message])]).toEqual([
      0,
      [['INPUT_UNREADABLE', 'standard input is a stream, which cannot be audited: save it to a file first']],
    ]);
  });
});
