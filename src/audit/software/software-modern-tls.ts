// SPDX-License-Identifier: Apache-2.0
import { fail, pass } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { flowProof, hostSubject, hostWords, judgeHosts } from '../network/judge-flows.ts';
import { judgeSightings } from './judge-sightings.ts';

const old = /^(?:SSLv[23]|TLSv1(?:\.?[01])?|TLS ?1\.[01])$/i;

export const softwareModernTls = defineCheck({
  id: 'software-modern-tls',
  area: 'software',
  title: 'Clients get tokens over TLS 1.2 or newer',
  weakness: 'Client gets tokens over TLS 1.0 or 1.1',
  severity: 'medium',
  rows: ['A3', 'A5'],
  why: 'Old versions of TLS are broken by somebody on the way, who then reads the token. A client that speaks nothing else is years without an update.',
  remediation: [
    "Update the client's runtime: .NET 4.7 or newer with SystemDefaultTlsVersions, Java 8u31 or newer, OpenSSL 1.0.1 or newer, Windows Server 2012 R2 or newer.",
  ],
  mappings: { mitigations: ['M1041', 'M1051'], techniques: ['T1528', 'T1557'] },
  // Either kind of log tells.
  needs: [],
  *judge(inventory, context) {
    if (inventory.of('software.log').length > 0) {
      yield* judgeSightings(
        inventory,
        'old-tls',
        ({ name, principals }) => `${name} signs in over TLS 1.0 or 1.1 (${principals.slice(0, 3).join(', ')}).`,
      );
    }
    if (!inventory.of('network.log').some((it) => it.sees.includes('tls'))) return;
    yield* judgeHosts(
      inventory,
      ['tls'],
      (it) => it.tls !== undefined && it.class === 'token-endpoint',
      (flows, source) => {
        const bad = flows.filter((it) => it.tls?.some((version) => old.test(version)) === true);
        const [first] = bad;
        return first === undefined
          ? pass(hostSubject(source))
          : fail(
              hostSubject(source),
              `${hostWords(source, context)} gets tokens from ${first.target} over ${first.tls?.filter((it) => old.test(it)).join(', ')}.`,
              bad.slice(0, 5).map(flowProof),
            );
      },
    );
  },
});
