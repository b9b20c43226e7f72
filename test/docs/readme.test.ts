// SPDX-License-Identifier: Apache-2.0
import { rmSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { loadRules } from '../../src/cli/load-rules.ts';
import { settingsSchema } from '../../src/model/settings.ts';
import { sources } from '../../src/sources/sources.ts';
import { blocks, commands, read } from './markdown.ts';
import { makeClone, run } from './shell.ts';

const readme = read('README.md');
const clone = makeClone();
afterAll(() => rmSync(clone, { recursive: true }));

test.each(commands(readme))('%s', { timeout: 300_000 }, (command) => {
  const { status, output } = run(command, clone);
  expect(status, output.slice(-2000)).toBe(0);
  expect(output).not.toBe('');
});

test('the two main commands come first', () => {
  const [first] = blocks(readme);
  expect(first).toEqual({ info: 'sh main', text: './tokenward detect examples/\nnpm test\n' });
});

test('the settings shown are valid and name what is there', () => {
  const shown = blocks(readme).filter(({ info }) => info === 'yaml');
  expect(shown).toHaveLength(1);
  const settings = settingsSchema.parse(parse(shown[0]?.text ?? ''));
  const { blocks: rules } = loadRules(settingsSchema.parse({}));
  const unknown = Object.entries(settings.settings).flatMap(([rule, values]) =>
    Object.keys(values).filter((name) => !Object.hasOwn(rules.get(rule)?.settings ?? {}, name)),
  );
  expect(unknown).toEqual([]);
});

test('every log source has a line in the table', () => {
  const table = readme.slice(readme.indexOf('| log |'), readme.indexOf('JSON lines, JSON arrays')).toLowerCase();
  const words: Readonly<Record<string, string>> = { m365: 'microsoft 365', gcp: 'google cloud', aws: 'aws' };
  const missing = sources
    .map(({ id }) => id.split('.', 1)[0] ?? id)
    .filter((vendor) => !table.includes(words[vendor] ?? vendor));
  expect(missing).toEqual([]);
});
