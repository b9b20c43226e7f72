// SPDX-License-Identifier: Apache-2.0

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * The id of a Microsoft Entra token (`uti`, `uniqueTokenIdentifier`) as a lower-case GUID, whichever way a log writes it:
 * the GUID itself, base64 of the GUID's text (sign-in logs), or base64url of its sixteen bytes (Graph activity,
 * unified audit, the `uti` claim). The bytes are in .NET order: the first three groups are little-endian.
 *
 * @see https://learn.microsoft.com/entra/identity/authentication/how-to-authentication-track-linkable-identifiers
 */
export function entraTokenId(text: string): string | undefined {
  const trimmed = text.trim();
  if (guid.test(trimmed)) return trimmed.toLowerCase();
  if (!/^[\w+/-]{22,50}={0,2}$/.test(trimmed)) return undefined;
  // Node reads both alphabets under this name.
  const bytes = Buffer.from(trimmed, 'base64url');
  if (bytes.length === 16) return guidOfBytes(bytes);
  const decoded = bytes.toString('latin1');
  return guid.test(decoded) ? decoded.toLowerCase() : undefined;
}

function guidOfBytes(bytes: Buffer): string {
  const hex = (from: number, to: number) => bytes.subarray(from, to).toString('hex');
  const reversed = (from: number, to: number) => Buffer.from(bytes.subarray(from, to)).reverse().toString('hex');
  return [reversed(0, 4), reversed(4, 6), reversed(6, 8), hex(8, 10), hex(10, 16)].join('-');
}
