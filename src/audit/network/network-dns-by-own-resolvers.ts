// SPDX-License-Identifier: Apache-2.0
import { fail, pass } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { flowProof, gotThrough, hostSubject, hostWords, judgeHosts } from './judge-flows.ts';

export const networkDnsByOwnResolvers = defineCheck({
  id: 'network-dns-by-own-resolvers',
  area: 'network',
  title: 'Hosts ask your own resolvers, not encrypted ones outside',
  weakness: 'Host uses an encrypted resolver outside',
  severity: 'medium',
  confidence: 'medium',
  rows: ['A5', 'W2', 'W5'],
  why: 'Names that are asked for over HTTPS or TLS elsewhere pass your block lists, and no log shows the visit to a look-alike page or the way that tokens left.',
  remediation: [
    'Switch it off by policy: Chrome and Edge `DnsOverHttpsMode: off`, Firefox `DNSOverHTTPS: {Enabled: false, Locked: true}`; answer use-application-dns.net with NXDOMAIN.',
    "Block the resolvers' names in the response-policy zone and ports 853 and 443 to their addresses.",
  ],
  mappings: { mitigations: ['M1021', 'M1037', 'M1031'], techniques: ['T1528', 'T1071.004'] },
  needs: [{ kind: 'network.log' }],
  settings: {
    expected: { default: [] as readonly string[], description: 'hosts or zones that may: your own resolvers, guests' },
  },
  *judge(inventory, context) {
    const expected = new Set(context.settings.list('expected'));
    yield* judgeHosts(
      inventory,
      ['names', 'addresses'],
      (it) => it.class === 'encrypted-dns' && gotThrough(it),
      (flows, source) => {
        const subject = hostSubject(source);
        const zone = context.knowledge.zone(source);
        return expected.has(source) || (zone !== undefined && expected.has(zone))
          ? pass(subject)
          : fail(
              subject,
              `${hostWords(source, context)} uses the resolver ${flows[0]?.target ?? ''} over an encrypted connection.`,
              flows.slice(0, 5).map(flowProof),
            );
      },
    );
  },
});
