// SPDX-License-Identifier: Apache-2.0

function numberOf(address: string): number | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(address);
  if (match === null) return undefined;
  const parts = match.slice(1).map(Number);
  return parts.some((part) => part > 255) ? undefined : parts.reduce((sum, part) => sum * 256 + part, 0);
}

function holds(range: string, address: string): boolean {
  const [base = '', bits] = range.split('/', 2);
  if (base.toLowerCase() === address.toLowerCase()) return true;
  const from = numberOf(base);
  const at = numberOf(address);
  const size = bits === undefined ? 32 : Number(bits);
  if (from === undefined || at === undefined || !(size >= 0 && size <= 32)) return false;
  const span = 2 ** (32 - size);
  return Math.floor(from / span) === Math.floor(at / span);
}

/** Addresses that nobody has on the internet: RFC 1918, 6598, 3927, 1122. */
const own = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', '169.254.0.0/16', '127.0.0.0/8'];

/** Whether an address is private, of the machine itself, or in one of the given ranges (IPv4) or equal to one (IPv6). */
export function isInside(address: string, more: readonly string[]): boolean {
  const plain = address.replace(/^::ffff:/i, '');
  // fc00::/7, fe80::/10 and the loopback address
  if (/^(?:f[cd][0-9a-f]{2}:|fe[89ab][0-9a-f]:|::1$|0:0:0:0:0:0:0:1$)/i.test(plain)) return true;
  return [...own, ...more].some((range) => holds(range, plain));
}
