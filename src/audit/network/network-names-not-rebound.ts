// SPDX-License-Identifier: Apache-2.0
import { fail } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { flowProof, hostSubject, judgeHosts } from './judge-flows.ts';

export const networkNamesNotRebound = defineCheck({
  id: 'network-names-not-rebound',
  area: 'network',
  title: 'No foreign name resolves to a metadata address',
  weakness: 'A foreign name resolves to a metadata address (DNS rebinding)',
  severity: 'high',
  rows: ['A5', 'W2'],
  why: 'A name of the attacker that resolves to 169.254.169.254 passes filters that look at names, and makes a browser or a server ask its own metadata service for the attacker.',
  remediation: [
    'Refuse such answers in the resolver: Unbound `private-address: 169.254.0.0/16`, BIND `deny-answer-addresses { 169.254.0.0/16; };`, dnsmasq `stop-dns-rebind`.',
    'Find what on the host asked for the name, and block the name.',
  ],
  mappings: { mitigations: ['M1021', 'M1037'], techniques: ['T1528', 'T1552.005'] },
  needs: [{ kind: 'network.log' }],
  judge: (inventory) =>
    judgeHosts(
      inventory,
      ['answers'],
      (it) => it.class === 'rebinding',
      (flows, source) => {
        const [flow] = flows;
        return flow === undefined
          ? undefined
          : fail(
              hostSubject(source),
              `${source} asked for ${flow.target}, which resolves to a metadata address.`,
              flows.slice(0, 5).map(flowProof),
            );
      },
    ),
});
