// SPDX-License-Identifier: Apache-2.0
import { fail } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { flowProof, gotThrough, hostSubject, hostWords, judgeHosts } from './judge-flows.ts';

export const networkMetadataNotThroughProxy = defineCheck({
  id: 'network-metadata-not-through-proxy',
  area: 'network',
  title: 'No metadata service is reached through a proxy',
  weakness: 'Metadata service is asked for through a proxy',
  severity: 'critical',
  rows: ['A5', 'W1'],
  why: "A proxy that fetches the metadata address fetches its own: whoever asks gets the token of the proxy's machine. It is how server-side request forgery steals tokens.",
  remediation: [
    'Refuse it in the proxy, for all its names: Squid `acl metadata dst 169.254.0.0/16 fd00:ec2::/32 168.63.129.16/32` and `http_access deny metadata`, before all that allows; Envoy: an RBAC filter on the upstream address.',
    "Require session tokens (IMDSv2) with a hop limit of 1 on the proxy's machine.",
    "If requests got through, replace the credentials of the machine's role and look at what they did.",
  ],
  mappings: { mitigations: ['M1021', 'M1037', 'M1035'], techniques: ['T1528', 'T1552.005'] },
  needs: [{ kind: 'network.log' }],
  judge: (inventory, context) =>
    judgeHosts(
      inventory,
      ['proxy'],
      (it) => it.class === 'metadata' && it.transport === 'proxy',
      (flows, source) => {
        const through = flows.filter(gotThrough);
        return fail(
          hostSubject(source),
          through.length > 0
            ? `${hostWords(source, context)} reached the metadata service ${through[0]?.target ?? ''} through the proxy.`
            : `${hostWords(source, context)} asked the proxy for the metadata service ${flows[0]?.target ?? ''}, and was refused.`,
          (through.length > 0 ? through : flows).slice(0, 5).map(flowProof),
          through.length > 0
            ? {}
            : {
                severity: 'medium',
                next: ['Find out what on this host asks for it: somebody tries to steal a token.'],
              },
        );
      },
    ),
});
