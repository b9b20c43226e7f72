// SPDX-License-Identifier: Apache-2.0
import ipaddr from 'ipaddr.js';
import type { TextPredicate } from './wildcard.ts';

export interface ParsedNetwork {
  /** The network with the bits after its prefix cleared. */
  readonly text: string;
  /** Whether those bits were clear as written. */
  readonly aligned: boolean;
}

/** Reads `address/prefix` or an address alone; `undefined` if it is neither. */
export function parseNetwork(text: string): ParsedNetwork | undefined {
  const [address = '', prefix, ...rest] = text.split('/');
  const bytes = addressBytes(address);
  if (bytes === undefined || rest.length > 0 || address.includes('%')) return undefined;
  const written = address.includes(':') ? 16 : 4;
  if (prefix !== undefined && !/^(0|[1-9]\d{0,2})$/.test(prefix)) return undefined;
  const bits = (prefix === undefined ? written * 8 : Number(prefix)) - (written - bytes.length) * 8;
  if (bits < 0 || bits > bytes.length * 8) return undefined;
  const clear = bytes.map((byte, index) => byte & maskByte(bits, index));
  return {
    text: `${ipaddr.fromByteArray(clear).toString()}/${bits}`,
    aligned: clear.every((byte, index) => byte === bytes[index]),
  };
}

/** Whether a text is an address inside the network. An IPv4 address mapped into IPv6 counts as IPv4. */
export function compileNetwork(network: string): TextPredicate {
  const [address = '', prefix = ''] = network.split('/');
  const base = addressBytes(address);
  if (base === undefined) throw new TypeError(`not a network: ${network}`);
  const bits = Number(prefix);
  if (base.length === 4) {
    const size = 2 ** (32 - bits);
    const wanted = Math.floor(toNumber(base) / size);
    return (text) => {
      let number = dottedNumber(text);
      if (number === -1) {
        const bytes = text.includes(':') ? addressBytes(text) : undefined;
        if (bytes?.length !== 4) return false;
        number = toNumber(bytes);
      }
      return Math.floor(number / size) === wanted;
    };
  }
  return (text) => {
    const bytes = addressBytes(text);
    return bytes?.length === 16 && bytes.every((byte, i) => (byte & maskByte(bits, i)) === base[i]);
  };
}

/** The number of an IPv4 address, -1 for anything else. */
function dottedNumber(text: string): number {
  if (text.length < 7 || text.length > 15) return -1;
  let number = 0;
  let octet = -1;
  let dots = 0;
  for (let i = 0; i <= text.length; i++) {
    const code = i === text.length ? 46 : text.charCodeAt(i);
    if (code === 46) {
      if (octet === -1) return -1;
      number = number * 256 + octet;
      octet = -1;
      dots++;
    } else {
      // A leading zero is refused: programs disagree on whether the octet is octal then.
      if (code < 48 || code > 57 || octet === 0) return -1;
      octet = (octet === -1 ? 0 : octet * 10) + code - 48;
      if (octet > 255) return -1;
    }
  }
  return dots === 4 ? number : -1;
}

/** Four or sixteen bytes. */
function addressBytes(text: string): readonly number[] | undefined {
  const number = dottedNumber(text);
  if (number !== -1) return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256);
  if (text.length > 64 || !text.includes(':') || !ipaddr.IPv6.isValid(text)) return undefined;
  const parsed = ipaddr.IPv6.parse(text);
  return parsed.isIPv4MappedAddress() ? parsed.toIPv4Address().toByteArray() : parsed.toByteArray();
}

function toNumber(bytes: readonly number[]): number {
  return bytes.reduce((sum, byte) => sum * 256 + byte, 0);
}

function maskByte(bits: number, index: number): number {
  const here = Math.min(8, Math.max(0, bits - index * 8));
  return 0xff & (0xff << (8 - here));
}
