// SPDX-License-Identifier: Apache-2.0
// Values that others published, put together here, so that our reading of the formats is held against theirs.
import { describe, expect, it } from 'vitest';
import { awsAccountOf, hasBase62Checksum, hasRoutableChecksum } from './checksums.ts';
import { refreshTokenOf } from './formats/entra.ts';
import { decodeJwt } from './jwt.ts';
import { createRandom, makeJwt } from './tokens.fixture.ts';

describe('checksums', () => {
  it('GitHub: the token of the base62-token.js README', () => {
    const body = 'zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0m';
    expect(hasBase62Checksum(`${'gh' + 'p_'}${body}Lq17`)).toBe(true);
    expect(hasBase62Checksum(`${'gh' + 'p_'}${body}Lq18`)).toBe(false);
  });

  it('GitLab: the routable token of the tests of gitleaks', () => {
    expect(hasRoutableChecksum(`${'gl' + 'pat-'}bzox79Of-KE9FD2LjoXXF4CvyxA.0r03gxo7s`)).toBe(true);
    expect(hasRoutableChecksum(`${'gl' + 'rt-'}bzox79Of-KE9FD2LjoXXF4CvyxA.0r03gxo7s`)).toBe(false);
  });

  it('AWS: the account of a key id, as its finder shows it', () => {
    expect(awsAccountOf(`${'AS' + 'IA'}QNZGKIQY56JQ7WML`)).toBe('029608264753');
  });
});

describe('what a token says of itself', () => {
  it('Entra: tenant and client of a refresh token', () => {
    const tenant = Buffer.from('11111111222243338444555555555555', 'hex');
    const client = Buffer.from('9577b004db8d1a46bbee02f9e1bf7b46', 'hex');
    const head = Buffer.concat([Buffer.from([1, 0x71, 0]), tenant, client, Buffer.from([1])]).toString('base64url');
    // The well-known client of the Azure command line, in the byte order of GUIDs.
    expect(refreshTokenOf(`0.${head}.Ag`)?.client).toBe('04b07795-8ddb-461a-bbee-02f9e1bf7b46');
  });

  it('JWT: issuer, audience, expiry and subject', () => {
    const jwt = makeJwt(createRandom(1), {
      iss: 'https://issuer.example.net',
      aud: ['orders', 'x'],
      exp: 1_800_000_000,
      sub: 'system:serviceaccount:shop:cart',
    });
    expect(decodeJwt(jwt)).toMatchObject({
      issuer: 'https://issuer.example.net',
      audience: 'orders',
      expires: 1_800_000_000_000,
      subject: 'service account',
    });
    expect(decodeJwt(`${jwt.slice(0, -1)}`)).toBeUndefined();
    expect(decodeJwt('a.b.c')).toBeUndefined();
  });
});
