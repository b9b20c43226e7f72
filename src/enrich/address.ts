// SPDX-License-Identifier: Apache-2.0
import { isIPv4, isIPv6 } from 'node:net';
import ipaddr from 'ipaddr.js';

/** An address, with its value as an unsigned integer of 32 or 128 bits. */
export interface Address {
  readonly version: 4 | 6;
  readonly value: bigint;
  /** Shortest text form: dotted decimal, or RFC 5952. */
  readonly text: string;
}

/** The longest text that can hold an address: full IPv6 in brackets, a zone id and a port, with room to spare. */
export const longestAddressText = 96;

/**
 * Reads an address as logs write it: with a port (`192.0.2.1:443`, `[2001:db8::1]:443`), in brackets, with a zone id
 * (`fe80::1%eth0`), with blanks around it. An IPv4-mapped IPv6 address (RFC 4291, 2.5.5.2) becomes IPv4.
 *
 * Forms with fewer than four parts, octal or hexadecimal parts are not addresses: readers disagree about them.
 */
export function parseAddress(text: string): Address | undefined {
  if (text.length < 2 || text.length > longestAddressText) return undefined;
  let rest = text.trim();
  if (rest.startsWith('[')) {
    const end = rest.indexOf(']');
    if (end < 0 || !isPortSuffix(rest.slice(end + 1))) return undefined;
    rest = rest.slice(1, end);
  } else {
    const colon = rest.indexOf(':');
    if (colon > 0 && colon === rest.lastIndexOf(':') && isPortSuffix(rest.slice(colon))) rest = rest.slice(0, colon);
  }
  if (isIPv4(rest)) return fromIPv4(rest);
  const zone = rest.indexOf('%');
  if (zone >= 0) rest = rest.slice(0, zone);
  return isIPv6(rest) ? fromIPv6(rest) : undefined;
}

/** A range of addresses: those whose first `bits` bits are those of `value`. */
export interface Cidr {
  readonly version: 4 | 6;
  readonly value: bigint;
  readonly bits: number;
}

/** Reads `192.0.2.0/24` or a single address; host bits are dropped. A range within `::ffff:0:0/96` becomes IPv4. */
export function parseCidr(text: string): Cidr | undefined {
  const slash = text.indexOf('/');
  const head = (slash < 0 ? text : text.slice(0, slash)).trim();
  if (!isIPv4(head) && !isIPv6(head)) return undefined;
  const address = parseAddress(head);
  if (address === undefined) return undefined;
  const width = address.version === 4 ? 32 : 128;
  if (slash < 0) return { version: address.version, value: address.value, bits: width };
  const digits = text.slice(slash + 1).trim();
  if (!isDigits(digits, 3)) return undefined;
  const mapped = address.version === 4 && !isIPv4(head);
  const bits = Number(digits) - (mapped ? 96 : 0);
  if (bits < 0 || bits > width) return undefined;
  return { version: address.version, value: prefixOf(address.value, bits, width), bits };
}

/** `value` with all but its first `bits` bits cleared. */
export function prefixOf(value: bigint, bits: number, width: 32 | 128): bigint {
  const shift = BigInt(width - bits);
  return (value >> shift) << shift;
}

function isPortSuffix(text: string): boolean {
  return text === '' || (text.startsWith(':') && isDigits(text.slice(1), 5));
}

function isDigits(text: string, most: number): boolean {
  if (text.length === 0 || text.length > most) return false;
  for (const character of text) if (character < '0' || character > '9') return false;
  return true;
}

function fromIPv4(text: string): Address {
  let value = 0;
  for (const part of text.split('.')) value = value * 256 + Number(part);
  return { version: 4, value: BigInt(value), text };
}

function fromIPv6(text: string): Address {
  const parsed = ipaddr.IPv6.parse(text);
  if (parsed.isIPv4MappedAddress()) return fromIPv4(parsed.toIPv4Address().toString());
  let value = 0n;
  for (const part of parsed.parts) value = (value << 16n) | BigInt(part);
  return { version: 6, value, text: parsed.toRFC5952String() };
}
