// SPDX-License-Identifier: Apache-2.0
import { createPrivateKey, sign } from 'node:crypto';
import { TokenwardError } from '../../model/error.ts';

const lifetimeSeconds = 300;

function part(value: Readonly<Record<string, unknown>>): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/**
 * A signed assertion (RFC 7523) that lasts five minutes: RS256 for RSA keys, ES256 for keys on P-256.
 *
 * @param key PEM, or a JWK as JSON text
 * @param now milliseconds since 1970
 * @throws TokenwardError `COLLECT_DENIED` where the key cannot be used
 */
export function signAssertion(
  key: string,
  claims: Readonly<Record<string, string>>,
  now: number,
  keyId?: string,
): string {
  const issued = Math.floor(now / 1_000);
  try {
    const text = key.trim();
    const privateKey = text.startsWith('{')
      ? createPrivateKey({ key: JSON.parse(text), format: 'jwk' })
      : createPrivateKey(text.replaceAll('\\n', '\n'));
    const curve = privateKey.asymmetricKeyType === 'ec';
    const head = part({ alg: curve ? 'ES256' : 'RS256', typ: 'JWT', ...(keyId === undefined ? {} : { kid: keyId }) });
    const input = `${head}.${part({ ...claims, iat: issued, exp: issued + lifetimeSeconds })}`;
    const signature = sign('sha256', Buffer.from(input), {
      key: privateKey,
      ...(curve ? { dsaEncoding: 'ieee-p1363' as const } : {}),
    });
    return `${input}.${signature.toString('base64url')}`;
  } catch (cause) {
    // The cause may quote the key: it is not carried on.
    const why = cause instanceof Error && 'code' in cause ? String(cause.code) : 'not a private key';
    throw new TokenwardError('COLLECT_DENIED', `The private key cannot be used for signing: ${why}.`);
  }
}

/** The token of a token endpoint's answer. @throws TokenwardError `COLLECT_DENIED` where there is none */
export function accessToken(answer: unknown, who: string): string {
  const token =
    typeof answer === 'object' && answer !== null && 'access_token' in answer ? answer.access_token : undefined;
  if (typeof token === 'string' && token !== '') return token;
  throw new TokenwardError('COLLECT_DENIED', `${who} gave no access token.`);
}
