// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { TokenwardError } from '../model/error.ts';
import { findSettings, readSettings } from './settings-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'tokenward-settings-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'tokenward.yml');

function refusal(text: string): TokenwardError {
  writeFileSync(file, text);
  try {
    readSettings(file);
  } catch (error) {
    if (error instanceof TokenwardError) return error;
    throw error;
  }
  throw new Error('the settings are accepted');
}

test.each([
  ['a key that does not exist', 'networks: []\nnetwork: 1\n', /network/, undefined],
  ['a zone without ranges', 'networks:\n  - zone: office\n    cidrs: []\n', /networks\.0\.cidrs/, 3],
  ['a country in words', 'networks:\n  - zone: a\n    cidrs: [192.0.2.0/24]\n    country: Germany\n', /country/, 4],
  ['a duration without a unit', '\n\nlateness: 90\n', /lateness/, 3],
  ['too little memory', 'held: 5\n', /held/, 1],
  ['a setting of the wrong type', 'settings:\n  some-rule:\n    TimeWindow: true\n', /settings\.some-rule/, 3],
  ['text that is no YAML', 'networks: [\n  - x\nheld: 1\n', /./, 2],
  ['a key twice', 'held: 1000\nheld: 2000\n', /unique/, 2],
])('%s is refused with its line', (_name, text, message, line) => {
  const error = refusal(text);
  expect(error.code).toBe('SETTINGS_INVALID');
  expect(error.message).toMatch(message);
  expect(error.position).toMatchObject({ file, ...(line === undefined ? {} : { line }) });
});

test('aliases that multiply are refused', () => {
  const bomb = `a: &a [x, x, x, x, x, x, x, x]\n${[...'bcdefgh']
    .map((name, at) => `${name}: &${name} [${Array(8).fill(`*${'abcdefgh'[at]}`).join(', ')}]`)
    .join('\n')}\n`;
  writeFileSync(file, bomb);
  expect(() => readSettings(file)).toThrow();
});

test('settings are found where they are named, here, or in the one folder of logs', () => {
  const logs = join(folder, 'logs');
  mkdirSync(logs);
  writeFileSync(join(logs, 'tokenward.yml'), 'held: 1000\n');
  expect(findSettings('named.yml', [logs])).toBe('named.yml');
  expect(findSettings(undefined, [logs])).toBe(join(logs, 'tokenward.yml'));
  expect(findSettings(undefined, [logs, logs])).toBeUndefined();
  expect(readSettings(findSettings(undefined, [logs])).held).toBe(1000);
  expect(readSettings(undefined).networks).toEqual([]);
  expect(() => readSettings(join(folder, 'none.yml'))).toThrow(/cannot be read/);
});
