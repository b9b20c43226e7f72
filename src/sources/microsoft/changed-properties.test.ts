// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import {
  addedCredential,
  after,
  appIdOfNames,
  consentedResource,
  grantedPermissions,
  plainText,
} from './changed-properties.ts';

const id = '60000000-0000-4000-8000-000000000001';
const older = '60000000-0000-4000-8000-000000000000';
const change = (name: string, now: unknown, before: unknown = null) => ({ name, before, after: now });

test.each([
  ['"x"', 'x'],
  ['["x","y"]', 'x'],
  ['plain', 'plain'],
  ['""', undefined],
  [null, undefined],
])('%j reads %j', (logged, plain) => expect(plainText(logged)).toBe(plain));

test('of a removal the old value counts', () => {
  expect(after([change('AppRole.Value', null, '"Mail.Read"')], 'AppRole.Value')).toBe('Mail.Read');
  expect(after([change('AppId', '[]')], 'AppId')).toBeUndefined();
});

test('a consent grants what stands behind the arrow, each scope once', () => {
  const text =
    `[[Id: 1, ResourceId: ${older}, Scope: Old.One, CreatedDateTime: ]] => ` +
    `[[Id: 1, ResourceId: ${id}, Scope:  User.Read Mail.Read, CreatedDateTime: ], ` +
    `[Id: 2, ResourceId: ${id}, Scope: Mail.Read offline_access, CreatedDateTime: ]]; `;
  const changes = [change('ConsentAction.Permissions', text)];
  expect(grantedPermissions(changes)).toEqual(['User.Read', 'Mail.Read', 'offline_access']);
  expect(consentedResource(changes)).toBe(id);
});

test('delegated scopes and application roles', () => {
  const changes = [change('DelegatedPermissionGrant.Scope', '"a b"', '"a"'), change('AppRole.Value', '"c"')];
  expect(grantedPermissions(changes)).toEqual(['a', 'b', 'c']);
  expect(grantedPermissions([change('Included Updated Properties', '"a"')])).toBeUndefined();
});

test('the credential that was not there before is the added one', () => {
  const key = (keyId: string, type: string) => `[KeyIdentifier=${keyId},KeyType=${type},KeyUsage=Verify,DisplayName=x]`;
  const before = `["${key(older, 'Password')}"]`;
  const now = `["${key(older, 'Password')}","${key(id, 'AsymmetricX509Cert')}"]`;
  expect(addedCredential([change('KeyDescription', now, before)])).toEqual({ id, kind: 'certificate' });
  expect(addedCredential([change('KeyDescription', before, now)])).toBeUndefined();
});

test('the application id is the name that is a GUID', () => {
  expect(appIdOfNames(`https://example.com/${older}; ${id} `)).toBe(id);
  expect(appIdOfNames('https://example.com')).toBeUndefined();
});
