// SPDX-License-Identifier: Apache-2.0
import ipaddr from 'ipaddr.js';
import { text } from './read.ts';

/**
 * An address as logged, in its shortest text form; `undefined` for anything else, such as the service names and
 * placeholders that vendors write in the same field (`ssm.amazonaws.com`, `AWS Internal`, `<not available>`).
 *
 * A port is dropped (`192.0.2.1:443`, `[2001:db8::1]:443`), an IPv4-mapped IPv6 address is written as IPv4, a zone is
 * dropped, and groups padded with zeros are read as decimal, which is how logs mean them.
 */
export function addressText(value: unknown): string | undefined {
  const written = text(value)?.trim();
  if (written === undefined || written.length > 60) return undefined;
  const bare = withoutPort(written);
  const groups = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(bare)?.slice(1).map(Number);
  if (groups !== undefined) return groups.every((group) => group <= 255) ? groups.join('.') : undefined;
  if (!bare.includes(':') || !ipaddr.IPv6.isValid(bare)) return undefined;
  const parsed = ipaddr.IPv6.parse(bare.split('%', 1)[0] ?? bare);
  // RFC 5952 writes the shortest form; `toString` of the library follows it.
  return parsed.isIPv4MappedAddress() ? parsed.toIPv4Address().toString() : parsed.toString();
}

function withoutPort(written: string): string {
  const bracketed = /^\[([^\]]+)\](?::\d{1,5})?$/.exec(written)?.[1];
  if (bracketed !== undefined) return bracketed;
  return /^([\d.]+):\d{1,5}$/.exec(written)?.[1] ?? written;
}
