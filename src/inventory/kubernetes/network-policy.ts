// SPDX-License-Identifier: Apache-2.0
import { at, below, fields, list, text, texts } from '../values.ts';

const metadata = (169 << 24) | (254 << 16) | (169 << 8) | 254;

/** Whether an IPv4 range holds 169.254.169.254. What is no range holds nothing. */
export function holdsMetadataAddress(cidr: string): boolean {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(cidr);
  if (match === null) return false;
  const [a = 0, b = 0, c = 0, d = 0, bits = 0] = match.slice(1).map(Number);
  if (a > 255 || b > 255 || c > 255 || d > 255 || bits > 32) return false;
  const mask = bits === 0 ? 0 : -1 << (32 - bits);
  return (((a << 24) | (b << 16) | (c << 8) | d) & mask) === (metadata & mask);
}

/**
 * Whether the egress rules of a NetworkPolicy let through to the metadata service. A rule without `to` lets through
 * everywhere; selectors of pods and namespaces name no address outside of the cluster.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export function reachesMetadata(rules: readonly unknown[]): boolean {
  return rules.some((rule) => {
    const ports = list(at(fields(rule), 'ports'));
    if (ports.length > 0 && !ports.some((port) => opensHttp(port))) return false;
    const peers = list(at(fields(rule), 'to'));
    if (peers.length === 0) return true;
    return peers.some((peer) => {
      const block = below(fields(peer), 'ipBlock');
      const cidr = text(at(block, 'cidr'));
      return cidr !== undefined && holdsMetadataAddress(cidr) && !texts(at(block, 'except')).some(holdsMetadataAddress);
    });
  });
}

/** The metadata services answer on port 80. A port with a name may be any. */
function opensHttp(value: unknown): boolean {
  const port = at(fields(value), 'port');
  const end = at(fields(value), 'endPort');
  if (typeof port !== 'number') return port === undefined || typeof port === 'string';
  return port === 80 || (typeof end === 'number' && port <= 80 && end >= 80);
}
