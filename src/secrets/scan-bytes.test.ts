// SPDX-License-Identifier: Apache-2.0
import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { processorTime } from '../../test/processor-time.ts';
import { families } from './formats.ts';
import { createTokenScanner, type SeenToken } from './scan-bytes.ts';
import { createRandom, makeJwt, makers, makeSampleJwt, makeToken } from './tokens.fixture.ts';

const scanner = createTokenScanner();

function scan(content: string | Buffer, path = 'src/config.txt', chunk = 1 << 20): readonly SeenToken[] {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const run = scanner.open(path);
  for (let at = 0; at < bytes.length; at += chunk) run.push(bytes.subarray(at, at + chunk));
  return run.end().seen;
}

const formats = families.flatMap((it) => it.formats).filter((it) => it.keywords.length > 0);
const filler = 'const list = ["kettle", "harbour", 42]; // the quick brown fox\n';

describe('formats', () => {
  it('each has a maker, and each maker a format', () => {
    expect(Object.keys(makers).toSorted()).toEqual(formats.map((it) => it.id).toSorted());
  });

  it('have ids of their own', () => {
    expect(new Set(formats.map((it) => it.id)).size).toBe(formats.length);
  });

  for (const format of formats) {
    it(`${format.id}: 40 made ones are found, by their name, at their place`, () => {
      const missed: string[] = [];
      for (let seed = 1; seed <= 40; seed++) {
        const { text } = makeToken(format.id, createRandom(seed));
        const seen = scan(`${filler}${filler}x = "${text}"\n${filler}`);
        const [only] = seen;
        const ok = seen.length === 1 && only?.format.id === format.id;
        if (!ok) missed.push(`${seed}: ${seen.map((one) => one.format.id).join(', ') || 'nothing'}`);
      }
      expect(missed).toEqual([]);
    });
  }

  it('stand in shells, quotes, addresses and escaped texts', () => {
    const around: readonly (readonly [string, string])[] = [
      ['export TOKEN=', '\n'],
      ['token: ', '\n'],
      ["'", "'"],
      ['{"a":"x\\n', '\\n"}'],
      ['?a=b&token%3D', '%26x=1'],
      ['Authorization: Bearer ', '"'],
      ['`', '`'],
      ['(', ')'],
      ['<a>', '</a>'],
      ['https://user:', '@example.net/'],
      ['\\u0022', '\\u0022'],
      ['see ', ', and'],
    ];
    const missed: string[] = [];
    for (const format of formats) {
      const { text, secret } = makeToken(format.id, createRandom(77));
      if (text !== secret || /[\n]/.test(text)) continue;
      for (const [before, after] of around) {
        if (scan(`${filler}${before}${text}${after}${filler}`)[0]?.format.id !== format.id)
          missed.push(`${format.id} ${before}`);
      }
    }
    expect(missed).toEqual([]);
  });

  it('private keys of each kind, and with a passphrase', () => {
    const passphrase = { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' } as const;
    const plain = { type: 'pkcs8', format: 'pem' } as const;
    const ed = generateKeyPairSync('ed25519', {
      privateKeyEncoding: plain,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    });
    const ec = generateKeyPairSync('ec', {
      namedCurve: 'P-256',
      privateKeyEncoding: { type: 'sec1', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    });
    const locked = generateKeyPairSync('ed25519', {
      privateKeyEncoding: passphrase,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    });
    const whats = [ed, ec, locked].map((pair) =>
      scan(pair.publicKey + pair.privateKey).map((it) => `${it.sighting.what} ${it.line}`),
    );
    expect(whats).toEqual([['private key 4'], ['private key 5'], ['private key with a passphrase 4']]);
  });

  it('one character off, a checksum tells', () => {
    for (const id of ['github-token', 'npm-token', 'gitlab-routable-token']) {
      const { text } = makeToken(id, createRandom(7));
      const at = 12;
      const other = text[at] === 'a' ? 'b' : 'a';
      expect(scan(`t = ${text.slice(0, at)}${other}${text.slice(at + 1)}`), id).toEqual([]);
    }
  });
});

describe('what looks like a token and is none', () => {
  const random = createRandom(99);
  const hex = '0123456789abcdef';
  const base64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const part = (claims: unknown): string => Buffer.from(JSON.stringify(claims)).toString('base64url');
  const whole = makeJwt(random, { iss: 'https://issuer.example.net', sub: 'x' });
  const cases: Readonly<Record<string, string>> = {
    uuids: Array.from(
      { length: 500 },
      () => `${random(hex, 8)}-${random(hex, 4)}-4${random(hex, 3)}-a${random(hex, 3)}-${random(hex, 12)}`,
    ).join('\n'),
    'hashes of commits and files': Array.from({ length: 500 }, (_, n) => random(hex, [40, 64, 128][n % 3] ?? 40)).join(
      '\n',
    ),
    'integrity of a lock file': Array.from({ length: 500 }, () => `"integrity": "sha512-${random(base64, 86)}=="`).join(
      ',\n',
    ),
    'images in base64': `data:image/png;base64,${random(base64, 400_000)}`,
    'an image in base64, in lines': Array.from({ length: 3000 }, () => random(base64, 76)).join('\n'),
    'minified code': Array.from(
      { length: 4000 },
      (_, n) => `function ${random('abcdefgh', 2)}(${n}){return e.A.0.A1.Ab["${random('abcxyz', 6)}"]}`,
    ).join(''),
    placeholders: [
      `${'gh' + 'p_'}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx`,
      `${'gl' + 'pat-'}xxxxxxxxxxxxxxxxxxxx`,
      `${'gl' + 'pat-'}<your-token-here>`,
      `$\{GITHUB_TOKEN}`,
      `aws_access_key_id = ${'AKIA' + 'IOSFODNN7EXAMPLE'}\naws_secret_access_key = ${'wJalrXUtnFEMI/K7MDENG/' + 'bPxRfiCYEXAMPLEKEY'}`,
      `${'GOC' + 'SPX-'}your-client-secret-goes-here`,
      `${'xox' + 'b-'}123456789012-123456789012-abcdefghijklmnopqrstuvwx`,
      'Authorization: Bearer {{ token }}',
      `${'sk_' + 'live_'}xxxxxxxxxxxxxxxxxxxxxxxx`,
    ].join('\n'),
    'an access-key id alone': `key = ${'AK' + 'IA'}QYLPMN5HHHFPZAM2`,
    'the JWT of jwt.io': `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ sub: '1234567890', name: 'John Doe', iat: 1516239022 })}.${random('abcdefXYZ', 43)}`,
    'a JWT signed with a published secret': ['secret', 'your-256-bit-secret'].map(makeSampleJwt).join('\n'),
    'an unsigned JWT': `${part({ alg: 'none' })}.${part({ sub: 'x', role: 'admin' })}.`,
    'truncated JWTs': [
      whole.slice(0, -30),
      whole.slice(0, 60),
      `${whole.slice(0, 120)}...`,
      whole.split('.').slice(0, 2).join('.'),
    ].join('\n'),
    'a certificate': `-----BEGIN CERTIFICATE-----\n${Array.from({ length: 20 }, () => random(base64, 64)).join('\n')}\n-----END CERTIFICATE-----`,
    'a private key of a document':
      '-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA...\n-----END RSA PRIVATE KEY-----',
    'the key of the storage emulator': `AccountName=devstoreaccount1;${'Account' + 'Key'}=${'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq' + '/K1SZFPTOtr/KBHBeksoGMGw=='}`,
    'sealed, templated and encrypted Secrets': [
      'kind: SealedSecret\nspec:\n  encryptedData:\n    password: AgBy3i4OJSWK+PiTySYZZA9rO43cGDEq',
      'kind: Secret\nmetadata: {name: a}\ndata:\n  password: {{ .Values.password | b64enc }}\n',
      'kind: Secret\nmetadata: {name: a}\nstringData:\n  password: ENC[AES256_GCM,data:Zm9v,type:str]\n',
      'kind: Secret\nmetadata: {name: a}\ndata:\n  username: YWRtaW5pc3RyYXRvcg==\n',
    ].join('\n---\n'),
    'a Stripe key of the test mode': `${'sk_' + 'test_'}${random(base64.slice(0, 62), 40)}`,
    'a signature of somebody else': `https://example.com/download?file=1&${'si' + 'g'}=${random(hex, 64)}=`,
  };
  for (const [name, text] of Object.entries(cases)) {
    it(name, () => {
      expect(scan(text).map((it) => `${it.format.id}:${it.line}`)).toEqual([]);
    });
  }
});

describe('places', () => {
  it('any offset, any size of pieces, UTF-8 and UTF-16: the same token at the same line and column', () => {
    const ids = [
      'github-token',
      'jwt',
      'entra-refresh-token',
      'google-refresh-token',
      'entra-client-secret',
      'private-key',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...ids),
        fc.integer({ min: 1, max: 1e6 }),
        fc.integer({ min: 0, max: 70_000 }),
        fc.integer({ min: 1, max: 40_000 }),
        fc.constantFrom('utf8', 'utf16le', 'utf16be'),
        (id, seed, offset, chunk, encoding) => {
          const { text } = makeToken(id, createRandom(seed));
          const lines = `é😀 ${filler}`.repeat(Math.ceil(offset / 60)).slice(0, offset);
          const before = /[\uD800-\uDBFF]$/.test(lines) ? lines.slice(0, -1) : lines;
          const content = `${before} ${text}\n${filler}`;
          const bytes =
            encoding === 'utf8'
              ? Buffer.from(content)
              : Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(content, 'utf16le')]);
          if (encoding === 'utf16be') bytes.swap16();
          const [seen, ...more] = scan(bytes, 'a.txt', chunk);
          const start = content.lastIndexOf('\n', before.length) + 1;
          const mark = encoding === 'utf8' || start > 0 ? 0 : 1;
          expect(more).toEqual([]);
          expect(seen?.format.id).toBe(id);
          expect({ line: seen?.line, column: seen?.column }).toEqual({
            line: before.split('\n').length,
            column: before.length + 1 - start + 1 + mark,
          });
        },
      ),
      { numRuns: 60 },
    );
  });

  it('content in the way of time is not: hostile repetition stays linear', () => {
    const hostile = [
      'eyJ.'.repeat(250_000),
      '-----BEGIN '.repeat(90_000),
      `${'kind: Secret\n'.repeat(20_000)}`,
      '0.A.Ag'.repeat(160_000),
      'okta=okta='.repeat(40_000),
      '"auths" "auth": '.repeat(20_000),
    ];
    for (const text of hostile) {
      expect(processorTime(6000, () => void scan(text))).toBeLessThan(6000);
    }
  });
});
