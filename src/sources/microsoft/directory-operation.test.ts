// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { directoryOperation, directoryStage } from './directory-operation.ts';

test.each([
  ['Consent to application.', 'Consent to application'],
  [
    'Update application – Certificates and secrets management ',
    'Update application - Certificates and secrets management',
  ],
  [' Add  application', 'Add application'],
])('%j is %j', (logged, tidy) => expect(directoryOperation(logged)).toBe(tidy));

test('nothing, and only blanks, is no operation', () => {
  expect([undefined, '', ' .'].map(directoryOperation)).toEqual([undefined, undefined, undefined]);
});

test('a name of a megabyte costs no time', () => {
  const long = `${'.'.repeat(1_000_000)}x`;
  expect(directoryOperation(long)).toBe(long);
});

test.each([
  ['Add service principal', 'register'],
  ['ADD APPLICATION', 'register'],
  ['Add app role assignment to service principal', 'grant'],
  ['Remove app role assignment from service principal', 'revoke'],
  ['Remove service principal credentials', 'revoke'],
  ['Revoke consent', 'revoke'],
  ['Update StsRefreshTokenValidFrom Timestamp', 'revoke'],
  ['Remove member from group', undefined],
  ['Update application', undefined],
  [undefined, undefined],
] as const)('%j is the stage %j', (operation, stage) => expect(directoryStage(operation)).toBe(stage));

test('a new federated credential makes an update a grant', () => {
  expect(directoryStage('Update application', ['FederatedIdentityCredentials [{}]'])).toBe('grant');
  expect(directoryStage('Update application', ['RequiredResourceAccess []'])).toBeUndefined();
});
