// SPDX-License-Identifier: Apache-2.0
import { rmSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { checks } from '../../src/audit/checks.ts';
import { settingsSchema } from '../../src/model/settings.ts';
import { blocks, commands, read } from './markdown.ts';
import { makeClone, run } from './shell.ts';

const page = read('docs/auditing.md');
const clone = makeClone();
afterAll(() => rmSync(clone, { recursive: true }));

test.each(commands(page))('%s', { timeout: 300_000 }, (command) => {
  const { status, output } = run(command, clone);
  expect(status, output.slice(-2000)).toBe(0);
});

test('the exception shown is valid and names a check', () => {
  const shown = blocks(page).filter(({ info }) => info === 'yaml');
  expect(shown).toHaveLength(1);
  const { exceptions } = settingsSchema.parse(parse(shown[0]?.text ?? '')).audit;
  expect(exceptions.map((it) => checks.some((check) => check.id === it.check))).toEqual([true]);
});
