// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { processorTime } from '../../test/processor-time.ts';
import { fingerprint, scrub } from './fingerprint.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Letters and digits that look random and are the same every time. */
function body(length: number, letters = alphabet): string {
  let state = length * 2_654_435_761;
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return letters[(state >>> 8) % letters.length];
  }).join('');
}

const hex = (length: number): string => body(length, '0123456789abcdef');
const base64 = (text: string): string => Buffer.from(text).toString('base64url');
const jwt = `${base64('{"alg":"RS256","typ":"JWT"}')}.${base64('{"sub":"erin@example.com","aud":"api"}')}.${body(86)}`;

/** Secrets, put together from parts so that no scanner takes this file for a leak. The second is what must not stay. */
const secrets: readonly (readonly [name: string, text: string, secret?: string])[] = [
  ['JSON Web Token', jwt],
  ['JSON Web Token without signature', jwt.replace(/[^.]*$/, '')],
  ['encrypted token (JWE)', `${base64('{"alg":"dir","enc":"A256GCM"}')}..${body(16)}.${body(40)}.${body(22)}`],
  ['GitHub personal access token', `${'gh'}p_${body(36)}`],
  ['GitHub OAuth token', `${'gh'}o_${body(36)}`],
  ['GitHub app token', `${'gh'}s_${body(36)}`],
  ['GitHub refresh token', `${'gh'}r_${body(76)}`],
  ['GitHub fine-grained token', `${'github'}_pat_${body(22)}_${body(59)}`],
  ['GitLab personal access token', `${'gl'}pat-${body(20)}`],
  ['GitLab job token', `${'gl'}cbt-${body(2)}_${body(20)}`],
  ['GitLab runner token', `${'gl'}rt-${body(20)}`],
  ['GitLab deploy token', `${'gl'}dt-${body(20)}`],
  ['Slack bot token', `${'xo'}xb-123456789012-1234567890123-${body(24)}`],
  ['Slack user token', `${'xo'}xp-123456789012-1234567890123-${body(32)}`],
  ['Slack app token', `${'xa'}pp-1-A0123456789-1234567890123-${hex(64)}`],
  ['Slack rotating token', `${'xo'}xe.xoxb-1-${body(100)}`],
  ['npm token', `${'np'}m_${body(36)}`],
  ['PyPI token', `${'py'}pi-AgEIcHlwaS5vcmc${body(80)}`],
  ['Docker token', `${'dc'}kr_pat_${body(27)}`],
  ['Vault token', `${'hv'}s.${body(24)}`],
  ['Databricks token', `${'da'}pi${hex(32)}`],
  ['Google access token', `${'ya'}29.${body(120)}`],
  ['Google refresh token', `1${'//'}0${body(60)}`],
  ['Google authorization code', `4${'/'}0A${body(60)}`],
  ['Google API key', `${'AI'}za${body(35)}`],
  ['Google client secret', `${'GOC'}SPX-${body(28)}`],
  ['Entra refresh token', `0.A${body(3)}${body(200)}`],
  ['Entra v1 authorization code', `1.A${body(3)}${body(80)}.${body(100)}`],
  ['Microsoft account refresh token', `M.C5${'26'}_BAY.${body(60)}`],
  ['Entra client secret', `${body(3)}8${'Q'}~${body(34)}`],
  ['storage key', `DefaultEndpointsProtocol=https;AccountName=x;${'Account'}Key=${body(86)}==`, body(86)],
  ['shared access signature', `https://x.blob.core.windows.net/c?sp=r&${'si'}g=${body(43)}%3D`, body(43)],
  ['AWS session token', `${'IQoJb3Jp'}Z2lu${body(200)}`],
  ['AWS secret key in JSON', `{"${'secret'}AccessKey":"${body(40)}"}`, body(40)],
  ['AWS secret key in a file', `${'aws_secret'}_access_key = ${body(40)}`, body(40)],
  ['Okta API token', `00${body(40)}`],
  ['Okta header', `Authorization: ${'SS'}WS ${body(42)}`, body(42)],
  ['bearer header', `Authorization: ${'Bea'}rer ${body(32)}`, body(32)],
  ['bearer header, lower case', `authorization: ${'bea'}rer ${body(32)}`, body(32)],
  ['bearer header in a command', `curl -H ${'Bea'}rer%20${body(32)} x`, body(32)],
  ['basic header', `Authorization: ${'Bas'}ic ${base64('erin:correct horse')}`, base64('erin:correct horse')],
  ['access_token in a query', `/cb?state=1&${'access'}_token=${body(30)}&x=1`, body(30)],
  ['refresh_token in a form', `grant_type=x&${'refresh'}_token=${body(30)}`, body(30)],
  ['client_secret in JSON', `{"${'client'}_secret":"${body(30)}"}`, body(30)],
  ['client_secret in JSON with a space', `{"${'client'}_secret": "${body(30)}"}`, body(30)],
  ['device_code', `${'device'}_code=${body(30)}`, body(30)],
  ['client_assertion', `${'client'}_assertion=${jwt}`, jwt],
  ['code_verifier', `${'code'}_verifier=${body(43)}`, body(43)],
  ['password in a query', `?${'pass'}word=${body(12)}`, body(12)],
  ['password in a URL', `https://erin:${body(12)}@example.com/`, body(12)],
  ['job token of GitLab', `${'job'}_token=${body(20)}`, body(20)],
  [
    'private key',
    `-----BEGIN ${'RSA PRIV'}ATE KEY-----\n${body(64)}\n${body(64)}\n-----END RSA PRIVATE KEY-----`,
    body(64),
  ],
  ['private key in JSON', `"-----BEGIN ${'PRIV'}ATE KEY-----\\n${body(64)}\\n"`, body(64)],
];

describe('secrets do not survive', () => {
  test.each(secrets)('%s', (_name, text, only) => {
    const secret: string = only ?? text ?? '';
    const places = [`${text}`, ` ${text} `, `curl '${text}' -o x`, `{"a":"${text}"}`, `x=${text}`, `${text}\n`];
    for (const place of places) {
      const clean = scrub(place);
      expect(clean).not.toContain(secret);
      // Nor most of it.
      const middle = secret.slice(Math.floor(secret.length / 3), Math.floor(secret.length / 3) + 12);
      expect(clean).not.toContain(middle);
      expect(clean).toContain('‹secret ');
      expect(scrub(clean)).toBe(clean);
    }
  });
});

const kept = [
  '5b0c1d2e-3f40-4a51-8b62-7c83d94ea5f6',
  'JTI=5b0c1d2e-3f40-4a51-8b62-7c83d94ea5f6',
  `${'AK'}IAEXAMPLE000000001`,
  `${'AS'}IAEXAMPLE000000002`,
  `AROAEXAMPLE0000000003:i-0123456789abcdef0`,
  // GitHub's hashed_token: the SHA-256 of a token, in base64.
  `${body(43)}=`,
  `${body(20)}+/${body(21)}=`,
  hex(64),
  'sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
  // Okta ids and Entra's unique token identifier.
  '00u1a2b3c4d5e6f7g8h9',
  '0oa1a2b3c4d5e6f7g8h9',
  'YvVJ8wZkLkaBsxKtM7VlAA',
  'system:serviceaccount:shop:cart',
  'erin@example.com',
  'arn:aws:sts::111122223333:assumed-role/web/i-0123456789abcdef0',
  '/api/v1/namespaces/shop/serviceaccounts/cart/token',
  '/var/run/secrets/kubernetes.io/serviceaccount/token',
  'https://graph.microsoft.com/v1.0/me/messages?$top=50&$select=subject',
  'https://login.example.com:8443/oauth2/token?response_type=code',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36',
  'https://www.googleapis.com/auth/drive.readonly',
  '123456789012-abcdefghijklmnopqrstuvwxyz012345.apps.googleusercontent.com',
  '2026-03-02T10:00:00.000Z',
  '1.24.0-alpine.2026.03.02',
];

test.each(kept)('stays readable: %s', (id) => {
  expect(scrub(id)).toBe(id);
  expect(scrub(`seen ${id} there`)).toBe(`seen ${id} there`);
});

test('a fingerprint is the same for the same secret and key only', () => {
  const secret = `${'gh'}p_${body(36)}`;
  expect(scrub(`a ${secret} b`)).toBe(`a ${fingerprint(secret)} b`);
  expect(fingerprint(secret)).toMatch(/^‹secret [0-9a-f]{12} ….{4}›$/);
  expect(fingerprint(secret, 'another')).not.toBe(fingerprint(secret));
  expect(fingerprint(`${secret}x`)).not.toBe(fingerprint(secret));
  expect(scrub(secret, 'another')).toBe(fingerprint(secret, 'another'));
});

test('several secrets in one text', () => {
  const [one, two] = [`${'gh'}p_${body(36)}`, `${'np'}m_${body(36)}`];
  expect(scrub(`${one} ${two} ${one}`)).toBe(`${fingerprint(one)} ${fingerprint(two)} ${fingerprint(one)}`);
});

test('a text over 64 KiB is cut, and what is left holds no secret', () => {
  const secret = `${'gh'}p_${body(36)}`;
  const clean = scrub(`${secret}${' x'.repeat(40_000)}${secret}`);
  expect(clean).not.toContain(secret);
  expect(clean.length).toBeLessThan(70_000);
});

// Openings of every pattern, again and again: a pattern that goes back over what it read would take minutes.
const openings = [
  'eyJ',
  'eyJaaaaaaaa.',
  'ghp_',
  'github_pat_',
  'glpat-',
  'xoxb-',
  'xoxe.xoxb-',
  'xapp-1-',
  'npm_',
  'pypi-',
  'hvs.',
  'dapi',
  '00D',
  'ya29.',
  '1//0',
  '4/0A',
  'AIza',
  'GOCSPX-',
  '0.AAAA',
  'M.C500_',
  'aaa8Q~',
  'AccountKey=',
  '?sig=',
  'IQoJb3JpZ2lu',
  'secretAccessKey":"',
  'aws_secret_access_key = ',
  '00',
  'Bearer ',
  'Bearer%20',
  'SSWS ',
  'access_token=',
  'client_secret": "',
  'password=',
  'a://',
  'a://b:',
  'a://b:c',
  '-----BEGIN ',
  '-----BEGIN PRIVATE KEY-----',
  'a',
  '.',
  '-',
  '~',
  '=',
  ' ',
  '\\',
  '‹secret ',
  '😀',
];

test('hostile megabytes take no more than linear time', () => {
  for (const opening of openings) {
    for (const filler of ['', 'a', '.', '~', ' ']) {
      const text = (opening + filler).repeat(Math.ceil(1_000_000 / (opening + filler).length));
      const spent = processorTime(1000, () => {
        scrub(text);
        // Under 64 KiB nothing is cut: the patterns see all of it.
        scrub(text.slice(0, 65_000));
      });
      expect(spent, JSON.stringify(opening + filler)).toBeLessThan(1000);
    }
  }
});

test('random bytes are no secret', () => {
  for (let round = 0; round < 200; round++) {
    const text = randomBytes(16).toString('hex');
    expect(scrub(text)).toBe(text);
  }
});

test('GUIDs are no secrets, wherever they stand', () => {
  for (let round = 0; round < 300; round++) {
    const digits = `${round % 3 === 0 ? '00' : ''}${randomBytes(16).toString('hex')}`;
    const guid = [
      digits.slice(0, 8),
      digits.slice(8, 12),
      digits.slice(12, 16),
      digits.slice(16, 20),
      digits.slice(20, 32),
    ];
    const text = guid.join('-');
    expect(scrub(text)).toBe(text);
    // Longer texts go through all patterns.
    expect(scrub(`id ${text}, and so on`)).toBe(`id ${text}, and so on`);
  }
});
