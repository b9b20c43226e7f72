// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { blocks, commands, read } from './markdown.ts';
import { makeClone, run } from './shell.ts';

const page = read('docs/writing-detections.md');
const files = blocks(page).flatMap(({ info, text }) => {
  const name = info === 'yaml' ? /^# (\S+)\n/.exec(text)?.[1] : undefined;
  return name === undefined ? [] : [{ name, text }];
});
const clone = makeClone();
afterAll(() => rmSync(clone, { recursive: true }));
for (const { name, text } of files) {
  mkdirSync(join(clone, dirname(name)), { recursive: true });
  writeFileSync(join(clone, name), text);
}

test('the page holds a rule and its cases', () => {
  expect(files.map(({ name }) => name)).toEqual([
    'our-rules/github-new-token-from-hosting.yml',
    'our-rules/github-new-token-from-hosting.cases.yml',
  ]);
});

test.each(commands(page))('%s', { timeout: 120_000 }, (command) => {
  const { status, output } = run(command, clone);
  expect(status, output.slice(-2000)).toBe(0);
});

test('all cases pass', () => {
  expect(run('./tokenward rules test our-rules', clone).output).toBe('7 cases passed, 0 failed\n');
});
