// SPDX-License-Identifier: Apache-2.0
import { fail, pass } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { flowProof, gotThrough, hostSubject, hostWords, judgeHosts, noZone } from './judge-flows.ts';

export const networkTokenEndpointsFromExpectedHosts = defineCheck({
  id: 'network-token-endpoints-from-expected-hosts',
  area: 'network',
  title: 'Machines that need no tokens reach no token endpoint',
  weakness: 'Host reaches a token endpoint and should not',
  severity: 'medium',
  confidence: 'medium',
  rows: ['A5'],
  why: 'A stolen refresh token or secret is turned into access tokens at a token endpoint. From a database, a printer or an isolated zone there is no other reason to go there.',
  remediation: [
    "Close the zone's way out, but for what it needs; block token endpoints there in the proxy or by a response-policy zone.",
    'If the host has a reason, put it or its zone into `expected`.',
    'Find the process: `ss -tnp`, or the audit log of the machine.',
  ],
  mappings: { mitigations: ['M1037', 'M1021', 'M1030'] },
  needs: [{ kind: 'network.log' }],
  settings: {
    unexpected: {
      default: ['data', 'database', 'storage', 'ot', 'iot', 'printers', 'cameras', 'management', 'isolated', 'guest'],
      description: 'zones whose hosts need no tokens',
    },
    expected: { default: [] as readonly string[], description: 'hosts or zones that may after all' },
  },
  *judge(inventory, context) {
    const { settings, knowledge } = context;
    const unexpected = new Set(settings.list('unexpected'));
    const expected = new Set(settings.list('expected'));
    yield* judgeHosts(
      inventory,
      ['names'],
      (it) => it.class === 'token-endpoint',
      (flows, source) => {
        const subject = hostSubject(source);
        const zone = knowledge.zone(source);
        if (expected.has(source)) return pass(subject);
        if (zone === undefined) return noZone;
        if (expected.has(zone) || !unexpected.has(zone)) return pass(subject);
        const through = flows.filter(gotThrough);
        return fail(
          subject,
          through.length > 0
            ? `${hostWords(source, context)} reaches the token endpoint ${through[0]?.target ?? ''}.`
            : `${hostWords(source, context)} tried to reach the token endpoint ${flows[0]?.target ?? ''}, and was refused.`,
          (through.length > 0 ? through : flows).slice(0, 5).map(flowProof),
          through.length > 0 ? {} : { severity: 'low' },
        );
      },
    );
  },
});
