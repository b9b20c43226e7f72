// SPDX-License-Identifier: Apache-2.0
// Whom a certificate request is for: the common name becomes the user, the organisations become groups.
import { known } from '../values.ts';

/** OIDs 2.5.4.3 and 2.5.4.10 in DER, with the tag of an object identifier. */
const commonName = Buffer.from([0x06, 0x03, 0x55, 0x04, 0x03]);
const organisation = Buffer.from([0x06, 0x03, 0x55, 0x04, 0x0a]);
const longest = 65_536;

/** Texts that follow an attribute's identifier: one byte of tag (UTF8String, PrintableString, ...) and one of length. */
function values(der: Buffer, identifier: Buffer): readonly string[] {
  const found: string[] = [];
  for (let at = der.indexOf(identifier); at !== -1 && found.length < 50; at = der.indexOf(identifier, at + 1)) {
    const tag = der[at + identifier.byteLength] ?? 0;
    const length = der[at + identifier.byteLength + 1] ?? 0;
    const start = at + identifier.byteLength + 2;
    // Longer texts have a length of several bytes; names of users and groups are shorter.
    if ((tag === 0x0c || tag === 0x13 || tag === 0x16) && length < 0x80)
      found.push(der.toString('utf8', start, start + length));
  }
  return found;
}

/** The subject of `spec.request`: base64 of a PEM of a PKCS#10 request. Nothing where it cannot be read. */
export function requestedSubject(request: string | undefined): {
  readonly commonName?: string;
  readonly organisations?: readonly string[];
} {
  if (request === undefined || request.length > longest) return {};
  const pem = Buffer.from(request, 'base64').toString('latin1');
  const body = /-----BEGIN (?:NEW )?CERTIFICATE REQUEST-----([A-Za-z0-9+/=\s]+)-----END/.exec(pem)?.[1];
  if (body === undefined) return {};
  const der = Buffer.from(body, 'base64');
  return known<{ commonName: string; organisations: readonly string[] }>({
    commonName: values(der, commonName)[0],
    organisations: values(der, organisation),
  });
}
