// SPDX-License-Identifier: Apache-2.0
// Checksums that issuers put into their tokens. They are worked out here, without asking anybody.
import { crc32 } from 'node:zlib';

const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** A number in base 62, filled up with zeros to six digits. */
export function toBase62(value: number): string {
  let rest = value;
  let text = '';
  for (let digit = 0; digit < 6; digit++) {
    text = (base62[rest % 62] ?? '') + text;
    rest = Math.floor(rest / 62);
  }
  return text;
}

/**
 * Tokens of GitHub (since 2021) and npm end in the CRC-32 of their random part, in base 62.
 *
 * @see https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/
 */
export function hasBase62Checksum(secret: string): boolean {
  const body = secret.slice(secret.indexOf('_') + 1);
  return body.length > 6 && toBase62(crc32(body.slice(0, -6))) === body.slice(-6);
}

/** Routable tokens of GitLab end in the CRC-32 of all before, in base 36, filled up to seven digits. */
export function hasRoutableChecksum(secret: string): boolean {
  return crc32(secret.slice(0, -7)).toString(36).padStart(7, '0') === secret.slice(-7);
}

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/**
 * The account that an AWS access-key id (of the form in use since 2019) belongs to.
 *
 * @see https://awsteele.com/blog/2020/09/26/aws-access-key-format.html
 */
export function awsAccountOf(keyId: string): string | undefined {
  let value = 0n;
  for (const char of keyId.slice(4, 14)) {
    const digit = base32.indexOf(char);
    if (digit === -1) return undefined;
    value = (value << 5n) | BigInt(digit);
  }
  // Ten digits are 50 bits; the account is in bits 1 to 40 of the first 48.
  const account = ((value >> 2n) & 0x7fffffffff80n) >> 7n;
  return account < 1_000_000_000_000n ? account.toString().padStart(12, '0') : undefined;
}
