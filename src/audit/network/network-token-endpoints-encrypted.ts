// SPDX-License-Identifier: Apache-2.0
import { fail, pass } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { flowProof, hostSubject, hostWords, judgeHosts } from './judge-flows.ts';

export const networkTokenEndpointsEncrypted = defineCheck({
  id: 'network-token-endpoints-encrypted',
  area: 'network',
  title: 'Token endpoints are asked over TLS only',
  weakness: 'Token endpoint is asked in cleartext',
  severity: 'high',
  confidence: 'medium',
  rows: ['A5', 'A3'],
  why: 'A request in cleartext shows its secret and code to everybody on the way, also when the server only answers with a redirect to TLS.',
  remediation: [
    'Write https:// into the configuration of the client, and replace the secret that was sent.',
    'Block port 80 to token endpoints in the proxy and firewall.',
  ],
  mappings: { mitigations: ['M1041', 'M1021'], techniques: ['T1528', 'T1040'] },
  needs: [{ kind: 'network.log' }],
  judge: (inventory, context) =>
    judgeHosts(
      inventory,
      ['requests', 'proxy', 'tls'],
      (it) => it.class === 'token-endpoint' && it.cleartext !== undefined,
      (flows, source) => {
        const subject = hostSubject(source);
        const clear = flows.filter((it) => it.cleartext === true);
        return clear.length === 0
          ? pass(subject)
          : fail(
              subject,
              `${hostWords(source, context)} asks the token endpoint ${clear[0]?.target ?? ''} without TLS.`,
              clear.slice(0, 5).map(flowProof),
            );
      },
    ),
});
