// SPDX-License-Identifier: Apache-2.0

export const networkClasses = ['private', 'loopback', 'cloud', 'hosting', 'vpn', 'tor', 'isp', 'unknown'] as const;
export type NetworkClass = (typeof networkClasses)[number];

/** What is known of an address without asking anybody. */
export interface Network {
  /** Shortest text form; an IPv4-mapped IPv6 address is written as IPv4. */
  readonly ip: string;
  readonly asn?: number;
  readonly as?: string;
  readonly country?: string;
  /** Degrees, the middle of the country; `radius` is how many kilometres that may be off. */
  readonly latitude?: number;
  readonly longitude?: number;
  readonly radius?: number;
  readonly class: NetworkClass;
  readonly cloud?: string;
  /** The user's own range that holds it. */
  readonly zone?: string;
}
