// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { processorTime } from '../../../test/processor-time.ts';
import { credentialShape } from './credential-shape.ts';

const letters = (many: number): string => 'Ab3'.repeat(many).slice(0, many);

it.each([
  ['AWS_ID', `AK${'IA'}${letters(16).toUpperCase()}`, 'AWS access key'],
  ['X', `gh${'p_'}${letters(36)}`, 'GitHub token'],
  ['X', `gl${'pat-'}${letters(20)}`, 'GitLab token'],
  ['X', `-----BEGIN ${'RSA PRIVATE'} KEY-----`, 'private key'],
  ['URL', 'postgres://shop:correct-horse@db.example.com/shop', 'address with a password'],
  ['dbPassword', 'correct-horse', 'credential by its name'],
  ['MYSQL_ROOT_PASSWORD', 'correct-horse', 'credential by its name'],
])('%s is told', (name, value, what) => {
  expect(credentialShape(name, value)).toBe(what);
});

it.each([
  ['DB_PASSWORD', '$(OTHER)'],
  ['DB_PASSWORD', ['$', '{OTHER}'].join('')],
  ['DB_PASSWORD_FILE', '/run/secrets/db'],
  ['TOKEN', '/var/run/token'],
  ['USE_TOKEN', 'true'],
  ['SECRET_NAME', 'db-credentials'],
  ['URL', 'postgres://db.example.com/shop'],
  ['URL', 'postgres://shop:$PASSWORD@db.example.com/shop'],
  ['PASSWORD', 'two words of text'],
  ['token', 'https://login.example.com/token'],
])('%s: %s is none', (name, value) => {
  expect(credentialShape(name, value)).toBeUndefined();
});

it('takes linear time on long values', () => {
  const spent = processorTime(2_000, () => {
    for (const piece of ['eyJ-', 'a://', ':', '-----BEGIN ', 'xox']) credentialShape('X', piece.repeat(20_000));
  });
  expect(spent).toBeLessThan(2_000);
});
