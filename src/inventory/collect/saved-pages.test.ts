// SPDX-License-Identifier: Apache-2.0
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readInventory } from '../read-inventory.ts';
import { newFolder } from './testing/collecting.ts';

const at = '2026-05-31T10:00:00.000Z';
const header = { tokenward: 'pages', version: 1, provider: 'github', options: { organisation: 'x' }, startedAt: at };
const end = { end: { at, pages: 1, refused: 0, failed: 0 } };
const hooks = {
  path: '/orgs/x/hooks?per_page=100',
  at,
  status: 200,
  tells: ['github.hook'],
  body: [{ id: 1, events: ['push'], config: { url: 'https://a.example.com/?token=%E2%80%B9dropped%E2%80%BA' } }],
};

async function read(...lines: readonly unknown[]): Promise<Awaited<ReturnType<typeof readInventory>>> {
  const cwd = newFolder();
  const text = lines.map((it) => (typeof it === 'string' ? it : JSON.stringify(it))).join('\n');
  writeFileSync(join(cwd, 'github.pages.jsonl'), `${text}\n`);
  return readInventory(['.'], { cwd });
}

describe('saved pages', () => {
  it('are read by the reader of their provider, with line, time and place', async () => {
    const { inventory, problems, byReader } = await read(header, hooks, end);
    expect(problems).toEqual([]);
    expect(byReader).toEqual({ 'collect.pages': 1 });
    expect(inventory.of('github.hook')).toMatchObject([
      {
        id: 'github:hook:organization:x/1',
        url: 'https://a.example.com/',
        where: { source: 'github.api', collectedAt: at, line: 2, path: ['body', 0] },
      },
    ]);
    expect(inventory.collected('github.hook')).toBe('complete');
  });

  it('later pages are about what their first page is about', async () => {
    const second = { ...hooks, path: '/organizations/7/hooks?page=2', of: hooks.path, body: [{ id: 2, events: [] }] };
    const { inventory } = await read(header, hooks, second, end);
    expect(inventory.of('github.hook').map((it) => it.id)).toEqual([
      'github:hook:organization:x/1',
      'github:hook:organization:x/2',
    ]);
  });

  it('an empty list was collected; a refused call, a failed page and an interruption leave the kind in part', async () => {
    const state = async (...lines: readonly unknown[]) =>
      (await read(header, ...lines)).inventory.collected('github.hook');
    const refused = { ...hooks, body: undefined, status: 403, refused: 'No.', permission: 'p' };
    expect(await state({ ...hooks, body: [] }, end)).toBe('complete');
    expect(await state({ ...hooks, status: 404, body: null }, end)).toBe('complete');
    expect(await state(refused, end)).toBe('partial');
    expect(await state({ ...hooks, failed: 'the list has more than 3 pages' }, end)).toBe('partial');
    expect(await state(hooks, { ...refused, path: '/repos/x/y/hooks' }, end)).toBe('partial');
    expect(await state(hooks)).toBe('partial');
    const { inventory } = await read(header, refused, end);
    expect(inventory.collections.find((it) => it.kind === 'github.hook')?.note).toContain('403: No.');
  });

  it('lines that are no pages are problems, and the others are read', async () => {
    const { inventory, problems } = await read(
      header,
      '{"path":',
      { path: '/x' },
      hooks,
      { ...hooks, tells: ['no.such'] },
      end,
    );
    expect(inventory.of('github.hook')).toHaveLength(1);
    expect(problems.map((it) => it.position.line)).toEqual([2, 3]);
  });

  it('a header of another version, or of a provider that nobody reads, says so', async () => {
    const other = await read({ ...header, version: 2 }, hooks, end);
    expect(other.problems.map((it) => it.code)).toEqual(['ITEM_INVALID']);
    const network = await read({ ...header, provider: 'network' }, hooks, end);
    expect(network.problems.map((it) => it.code)).toEqual(['UNRECOGNISED']);
  });
});
