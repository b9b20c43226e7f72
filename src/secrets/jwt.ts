// SPDX-License-Identifier: Apache-2.0
// Reads JSON Web Tokens without asking anybody: whose they are, for whom, until when. Truncated ones, unsigned ones and the
// samples of documentation are no tokens.
import { createHmac } from 'node:crypto';

export interface Jwt {
  readonly algorithm: string;
  readonly claims: Readonly<Record<string, unknown>>;
  readonly issuer?: string;
  readonly audience?: string;
  /** Milliseconds since 1970. */
  readonly expires?: number;
  readonly issued?: number;
  /** Whom it stands for: an application, a service account, a user. */
  readonly subject: 'application' | 'service account' | 'user' | 'unknown';
  /** An ID token tells who somebody is; it opens nothing but the client it was made for. */
  readonly idToken: boolean;
}

/** Characters of a signature, by algorithm; keys of RSA differ in size. */
const signatures: Readonly<Record<string, readonly number[]>> = {
  HS256: [43],
  HS384: [64],
  HS512: [86],
  ES256: [86],
  ES256K: [86],
  ES384: [128],
  ES512: [176],
  EdDSA: [86, 152],
};
const rsa = [171, 342, 512, 683];

/** Secrets that documentation signs its samples with. */
const publishedSecrets = [
  'secret',
  'your-256-bit-secret',
  'your-384-bit-secret',
  'your-512-bit-secret',
  'a-string-secret-at-least-256-bits-long',
  'a-valid-string-secret-that-is-at-least-512-bits-long-which-is-very-long',
  'secretkey',
  'test',
  'password',
  'changeme',
  '',
];

function objectOf(part: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function textOf(value: unknown): string | undefined {
  const one: unknown = Array.isArray(value) ? value[0] : value;
  return typeof one === 'string' && one !== '' ? one.slice(0, 200) : undefined;
}

function timeOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 && value < 1e11 ? value * 1000 : undefined;
}

function isPublishedSample(token: string, algorithm: string, claims: Readonly<Record<string, unknown>>): boolean {
  // jwt.io, RFC 7519 and countless tutorials.
  if (claims.sub === '1234567890' || claims.iat === 1_516_239_022 || claims.iss === 'joe') return true;
  if (!algorithm.startsWith('HS')) return false;
  const dot = token.lastIndexOf('.');
  const signed = token.slice(0, dot);
  const signature = token.slice(dot + 1);
  return publishedSecrets.some(
    (secret) =>
      createHmac(`sha${algorithm.slice(2)}`, secret)
        .update(signed)
        .digest('base64url') === signature,
  );
}

function subjectOf(claims: Readonly<Record<string, unknown>>): Jwt['subject'] {
  const sub = textOf(claims.sub) ?? '';
  if (sub.startsWith('system:serviceaccount:') || sub.endsWith('.gserviceaccount.com')) return 'service account';
  if (claims.idtyp === 'app' || claims.gty === 'client-credentials' || sub.endsWith('@clients')) return 'application';
  if (claims.oid !== undefined && claims.oid === claims.sub && claims.scp === undefined) return 'application';
  if (claims.scp !== undefined || claims.upn !== undefined || claims.email !== undefined || claims.idtyp === 'user')
    return 'user';
  return 'unknown';
}

/** Reads a compact, signed token; undefined where it is truncated, unsigned, not a JWT, or a published sample. */
export function decodeJwt(token: string): Jwt | undefined {
  const [first = '', second = '', signature = '', ...rest] = token.split('.');
  if (rest.length > 0 || signature === '') return undefined;
  const header = objectOf(first);
  const claims = objectOf(second);
  if (header === undefined || claims === undefined) return undefined;
  const algorithm = textOf(header.alg);
  if (algorithm === undefined || algorithm.toLowerCase() === 'none') return undefined;
  const lengths = /^[RP]S(?:256|384|512)$/.test(algorithm) ? rsa : signatures[algorithm];
  if (lengths === undefined || !lengths.includes(signature.length)) return undefined;
  if (isPublishedSample(token, algorithm, claims)) return undefined;
  const issuer = textOf(claims.iss);
  const audience = textOf(claims.aud);
  const expires = timeOf(claims.exp);
  const issued = timeOf(claims.iat);
  return {
    algorithm,
    claims,
    ...(issuer === undefined ? {} : { issuer }),
    ...(audience === undefined ? {} : { audience }),
    ...(expires === undefined ? {} : { expires }),
    ...(issued === undefined ? {} : { issued }),
    subject: subjectOf(claims),
    idToken: claims.nonce !== undefined || claims.at_hash !== undefined || claims.token_use === 'id',
  };
}
