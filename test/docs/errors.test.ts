// SPDX-License-Identifier: Apache-2.0
import { globSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { errorTexts } from '../../scripts/docs/errors.ts';
import { errorCodes } from '../../src/model/error.ts';
import { read, root } from './markdown.ts';
import { makeClone, run } from './shell.ts';

const clone = makeClone();
afterAll(() => rmSync(clone, { recursive: true }));
for (const folder of ['empty', 'rules', 'state', 'logs']) mkdirSync(join(clone, folder));
writeFileSync(join(clone, 'rules/bad.yml'), 'title: Bad\nname: bad\n');
writeFileSync(join(clone, 'state/baselines.json'), 'none');
writeFileSync(join(clone, 'bad-settings.yml'), 'network: []\n');
writeFileSync(join(clone, 'logs/broken.jsonl'), '{"kind":\n{"unknown":1}\n');
writeFileSync(join(clone, 'cut.gz'), Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0xcb]));
writeFileSync(join(clone, 'archive.zip'), 'PK\u0003\u0004 and more');

test('docs/errors.md describes each code once and no other', () => {
  const described = [...read('docs/errors.md').matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, code]) => code);
  expect(described).toEqual([...errorCodes]);
  expect(Object.keys(errorTexts).toSorted()).toEqual(errorCodes.toSorted());
});

test('each code is raised somewhere', () => {
  const source = globSync('src/**/*.ts', { cwd: root, exclude: ['**/*.test.ts', '**/testing/**'] })
    .filter((path) => path !== 'src/model/error.ts' && path !== 'src/cli/exit.ts')
    .map((path) => read(path))
    .join('\n');
  expect(errorCodes.filter((code) => !source.includes(`'${code}'`))).toEqual([]);
});

test.each([
  ['detect empty', 3, 'INPUT_EMPTY'],
  ['detect not-there', 3, 'INPUT_UNREADABLE'],
  ['detect archive.zip', 3, 'INPUT_UNREADABLE'],
  ['detect cut.gz', 3, 'COMPRESSION_INVALID'],
  ['detect logs --settings bad-settings.yml', 2, 'SETTINGS_INVALID'],
  ['detect logs --state state', 2, 'STATE_INVALID'],
  ['detect logs --source no.such', 2, 'USAGE'],
  ['detect logs --rules rules', 3, 'RECORD_INVALID'],
  ['detect logs', 3, 'UNRECOGNISED'],
  ['rules validate rules', 1, 'RULE_INVALID'],
])('tokenward %s ends with %d and %s', { timeout: 120_000 }, (command, exit, code) => {
  const { status, output } = run(`./tokenward ${command}`, clone);
  expect(output).toContain(code);
  expect(status).toBe(exit);
});
