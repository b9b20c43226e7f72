// SPDX-License-Identifier: Apache-2.0
import ipaddr from 'ipaddr.js';

/** `instance`: the metadata service of a machine; `container`: the one of a task or pod (ECS, EKS Pod Identity). */
export type MetadataAddressKind = 'instance' | 'container';

const names: readonly string[] = ['metadata.google.internal', 'metadata.goog', 'instance-data.ec2.internal'];

const addresses: ReadonlyMap<string, MetadataAddressKind> = new Map([
  ['169.254.169.254', 'instance'],
  ['fd00:ec2::254', 'instance'],
  ['fd20:ce::254', 'instance'],
  ['100.100.100.200', 'instance'],
  ['169.254.170.2', 'container'],
  ['169.254.170.23', 'container'],
  ['fd00:ec2::23', 'container'],
]);

/**
 * Whether an address or a command line names a service that hands out the machine's or the task's token, in any form that
 * a network library accepts: dotted, one decimal, hexadecimal or octal number, two or three parts, IPv6, IPv4-mapped.
 *
 * Azure's wire server (168.63.129.16) is left out on purpose: every Azure machine asks it for DNS and health all day,
 * and it gives out no access tokens.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-metadata.html
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html
 * @see https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16
 */
export function metadataAddress(text: string): MetadataAddressKind | undefined {
  const lower = text.toLowerCase();
  if (names.some((name) => lower.includes(name))) return 'instance';
  for (const [number] of lower.matchAll(/(?:0x[0-9a-f]+|\d+)(?:\.(?:0x[0-9a-f]+|\d+)){0,3}/g)) {
    const found = number.length > 60 ? undefined : addresses.get(fromNumbers(number) ?? '');
    if (found !== undefined) return found;
  }
  for (const [token] of lower.matchAll(/[0-9a-f:.]+/g)) {
    if (token.length > 45 || !token.includes(':') || !ipaddr.IPv6.isValid(token)) continue;
    const parsed = ipaddr.IPv6.parse(token);
    const found = addresses.get((parsed.isIPv4MappedAddress() ? parsed.toIPv4Address() : parsed).toString());
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Reads a number as `inet_aton` does: one to four parts, the last one filling the bytes that are left. */
function fromNumbers(written: string): string | undefined {
  const parts = written.split('.').map(numberOf);
  const last = parts.pop();
  if (last === undefined || Number.isNaN(last) || parts.some((part) => !(part <= 255))) return undefined;
  if (!(last < 256 ** (4 - parts.length))) return undefined;
  const value = parts.reduce((sum, part, index) => sum + part * 256 ** (3 - index), last);
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');
}

function numberOf(part: string): number {
  if (part.startsWith('0x')) return Number.parseInt(part, 16);
  if (/^0[0-7]+$/.test(part)) return Number.parseInt(part, 8);
  return Number(part);
}
