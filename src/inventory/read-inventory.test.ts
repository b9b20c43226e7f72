// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { keepStreams } from '../ingest/ingest.ts';
import { type ReadOptions, type ReadResult, readInventory } from './read-inventory.ts';

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

  describe('standard input', () => {
    const give = async (
      text: string | Uint8Array,
      paths: readonly string[] = ['-'],
      more: ReadOptions = {},
    ): Promise<ReadResult> => {
      const streams = keepStreams({ stdin: Readable.from([Buffer.from(text)]) });
      const read = await readInventory(paths, { cwd: folder({ 'a.yml': account('file') }), streams, ...more });
      streams.close();
      return read;
    };

    it.each([
      ['YAML', `${account('one')}---\n${account('two')}`],
      ['JSON', JSON.stringify({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'one', namespace: 'a' } })],
      ['gzip', gzipSync(account('one'))],
      ['zstd', zstdCompressSync(Buffer.from(account('one')))],
      ['UTF-16', Buffer.from(`\ufeff${account('one')}`, 'utf16le')],
    ])('%s is recognised by its content', async (_, text) => {
      const { inventory, problems, files } = await give(text);
      expect([files, problems]).toEqual([1, []]);
      expect(inventory.of('kubernetes.service-account')[0]).toMatchObject({ name: 'one', where: { file: '-' } });
    });

    it.each([
      ['people.hr-table', 'employee_id,name,email,leaving_date\n7,Anna,anna.novak@example.com,2026-04-30\n'],
      [
        'gcp.assets',
        '{"name":"//iam.googleapis.com/projects/p/serviceAccounts/1","assetType":"iam.googleapis.com/ServiceAccount","resource":{"data":{}}}\n',
      ],
      [
        'active-directory.export',
        'dn: CN=a,DC=example,DC=com\nobjectClass: user\nsAMAccountName: a\nobjectSid: S-1-5-21-1-2-3-1104\n',
      ],
      [
        'active-directory.policy-report',
        '<?xml version="1.0"?>\n<Rsop xmlns="http://www.microsoft.com/GroupPolicy/Rsop"></Rsop>\n',
      ],
    ])('%s too', async (reader, text) => {
      const { byReader } = await give(text);
      expect(byReader).toEqual({ [reader]: 1 });
    });

    it('is read once, beside files', async () => {
      const { inventory, files } = await give(account('one'), ['-', 'a.yml', '-']);
      expect(files).toBe(2);
      expect(inventory.of('kubernetes.service-account').map((it) => [it.name, it.where.file])).toEqual([
        ['one', '-'],
        ['file', 'a.yml'],
      ]);
    });

    it('empty, cut off or unknown is a problem', async () => {
      const cut = gzipSync(Buffer.from(account('one').repeat(9))).subarray(0, -12);
      const codes = async (text: string | Uint8Array, more?: ReadOptions): Promise<readonly string[]> =>
        (await give(text, ['-'], more)).problems.map((it) => `${it.code} ${it.position.file}`);
      expect(await codes('')).toEqual(['INPUT_EMPTY -']);
      expect(await codes('error: you must be logged in\n')).toEqual(['UNRECOGNISED -']);
      expect(await codes('A=1\n', { strangeStreams: true })).toEqual([]);
      expect((await codes(cut))[0]).toBe('COMPRESSION_INVALID -');
    });
  });
});
