// SPDX-License-Identifier: Apache-2.0
import { closeSync, mkdtempSync, openSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type Input, openInputs } from '../ingest/ingest.ts';
import type { InputProblem } from '../model/account.ts';
import { createRereader, hashOfRecord } from './reread.ts';

const folder = mkdtempSync(join(tmpdir(), 'tokenward-reread-'));
afterAll(() => rmSync(folder, { recursive: true }));

const records = ['{"at":1}', '{"at":2,"more":"é"}', '{"at":3}'];
const text = records.join('\n');

async function inputOf(path: string): Promise<Input> {
  for await (const item of openInputs([path])) if (item.kind === 'input') return item;
  throw new TypeError(`${path} is no input`);
}

async function reader(name: string) {
  const path = join(folder, name);
  writeFileSync(path, text);
  const problems: InputProblem[] = [];
  const rereader = createRereader((problem) => problems.push(problem));
  const file = openSync(path, 'r');
  const input = rereader.add(await inputOf(path), file);
  closeSync(file);
  return { path, problems, rereader, input };
}

function placeOf(record: string, offset: number, line: number) {
  const bytes = Buffer.from(record);
  return { offset, length: bytes.byteLength, line, hash: hashOfRecord(bytes) };
}

const first = placeOf(records[0] ?? '', 0, 1);
const second = placeOf(records[1] ?? '', 9, 2);

test('gives a record with where it stood', async () => {
  const { path, problems, rereader, input } = await reader('same.log');
  expect(rereader.read({ input, ...second })).toEqual({
    raw: { at: 2, more: 'é' },
    origin: { file: path, line: 2, offset: 9 },
  });
  rereader.close();
  expect(problems).toEqual([]);
});

test('what is no file on disk is kept, and given with where it stood', async () => {
  const path = join(folder, 'packed.log');
  writeFileSync(path, text);
  const rereader = createRereader(() => {}, 1);
  const input = rereader.add(await inputOf(path), undefined);
  rereader.keep({ input, ...first }, Buffer.from(records[0] ?? ''));
  rereader.keep({ input, ...second }, Buffer.from(records[1] ?? ''));
  const other = rereader.add(await inputOf(path), undefined);
  rereader.keep({ input: other, ...second }, Buffer.from(records[1] ?? ''));
  expect([rereader.read({ input, ...second }), rereader.read({ input: other, ...second })]).toEqual([
    { raw: { at: 2, more: 'é' }, origin: { file: path, line: 2, offset: 9 } },
    { raw: { at: 2, more: 'é' }, origin: { file: path, line: 2, offset: 9 } },
  ]);
  expect(() => rereader.read({ input: other, ...first })).toThrow(TypeError);
  expect(rereader.hasRoom(input)).toBe(true);
  rereader.keep({ input: other, ...second, offset: 99 }, Buffer.alloc(2 << 20));
  expect(rereader.hasRoom(input)).toBe(false);
});

test.each([
  ['was removed', (path: string) => unlinkSync(path)],
  ['was cut', (path: string) => writeFileSync(path, text.slice(0, 12))],
  ['holds something else', (path: string) => writeFileSync(path, 'x'.repeat(text.length))],
  ['holds other records of the same length', (path: string) => writeFileSync(path, text.replaceAll('at', 'by'))],
])('a file that %s is told once, with its place', async (name, change) => {
  const { path, problems, rereader, input } = await reader(`${name}.log`);
  change(path);
  expect(rereader.read({ input, ...second })).toBeUndefined();
  expect(rereader.read({ input, ...first })).toBeUndefined();
  rereader.close();
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatchObject({ code: 'INPUT_UNREADABLE', position: { file: path, line: 2 } });
});

test('another file in its place is not taken for it', async () => {
  const { path, problems, rereader, input } = await reader('rotated.log');
  // Kept open, so that the new file cannot get the same number.
  const old = openSync(path, 'r');
  unlinkSync(path);
  writeFileSync(path, text);
  expect(rereader.read({ input, ...second })).toBeUndefined();
  expect(problems).toHaveLength(1);
  rereader.close();
  closeSync(old);
});
