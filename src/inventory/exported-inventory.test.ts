// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { diffInventories } from './diff-inventories.ts';
import { exportInventory } from './exported-inventory.ts';
import { readInventory } from './read-inventory.ts';

const account = (name: string): string =>
  `apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: ${name}, namespace: a }\nautomountServiceAccountToken: false\n`;

it('what is exported is read again, item by item', async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'tokenward-export-'));
  writeFileSync(join(cwd, 'a.yml'), `${account('one')}---\n${account('two')}`);
  const { inventory } = await readInventory(['a.yml'], { cwd });
  writeFileSync(join(cwd, 'all.jsonl'), [...exportInventory(inventory)].join(''));
  const again = await readInventory(['all.jsonl'], { cwd });
  expect(again.problems).toEqual([]);
  expect([...again.inventory.all()]).toEqual([...inventory.all()]);
  expect(again.inventory.collections).toEqual(inventory.collections);
});

it('a line that is no item is named, the rest is read', async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'tokenward-export-'));
  writeFileSync(join(cwd, 'a.yml'), account('one'));
  const { inventory } = await readInventory(['a.yml'], { cwd });
  writeFileSync(join(cwd, 'all.jsonl'), `${[...exportInventory(inventory)].join('')}{"kind":"identity","id":7}\n`);
  const again = await readInventory(['all.jsonl'], { cwd });
  expect(again.inventory.size).toBe(inventory.size);
  expect(again.problems.map((problem) => problem.code)).toEqual(['ITEM_INVALID']);
});

it('two inventories differ by what is, not by where it was read', async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'tokenward-export-'));
  writeFileSync(join(cwd, 'a.yml'), `${account('one')}---\n${account('two')}`);
  writeFileSync(
    join(cwd, 'b.yml'),
    `${account('three')}---\n${account('two')}---\n${account('one').replace('false', 'true')}`,
  );
  const before = (await readInventory(['a.yml'], { cwd })).inventory;
  const after = (await readInventory(['b.yml'], { cwd })).inventory;
  const diff = diffInventories(before, after);
  const names = (list: readonly { readonly id: string; readonly kind: string }[]): readonly string[] =>
    list.filter((it) => it.kind === 'kubernetes.service-account').map((it) => it.id.split('/').at(-1) ?? '');
  expect(names(diff.added)).toEqual(['three']);
  expect(names(diff.removed)).toEqual([]);
  const one = diff.changed.find((it) => it.after.kind === 'kubernetes.service-account');
  expect(one?.fields).toEqual(['automount']);
});
