// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { holdsMetadataAddress, reachesMetadata } from './network-policy.ts';

it.each([
  ['0.0.0.0/0', true],
  ['169.254.0.0/16', true],
  ['169.254.169.254/32', true],
  ['169.254.169.253/32', false],
  ['10.0.0.0/8', false],
  ['999.0.0.0/0', false],
  ['::/0', false],
  ['0.0.0.0/33', false],
])('%s: %s', (cidr, holds) => {
  expect(holdsMetadataAddress(cidr)).toBe(holds);
});

it('a rule lets through by its ports and peers', () => {
  const anywhere = [{ ipBlock: { cidr: '0.0.0.0/0' } }];
  expect(reachesMetadata([])).toBe(false);
  expect(reachesMetadata([{}])).toBe(true);
  expect(reachesMetadata([{ to: anywhere }])).toBe(true);
  expect(reachesMetadata([{ to: anywhere, ports: [{ port: 443 }] }])).toBe(false);
  expect(reachesMetadata([{ to: anywhere, ports: [{ port: 1, endPort: 1024 }] }])).toBe(true);
  expect(reachesMetadata([{ to: [{ podSelector: {} }] }])).toBe(false);
  expect(reachesMetadata([{ to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['169.254.0.0/16'] } }] }])).toBe(false);
});
