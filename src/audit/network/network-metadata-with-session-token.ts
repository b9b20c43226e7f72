// SPDX-License-Identifier: Apache-2.0
import { fail, pass } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { flowProof, hostSubject, hostWords, judgeHosts } from './judge-flows.ts';

export const networkMetadataWithSessionToken = defineCheck({
  id: 'network-metadata-with-session-token',
  area: 'network',
  title: 'Machines of AWS ask for metadata with a session token (IMDSv2)',
  weakness: 'Metadata is asked for without a session token (IMDSv1)',
  severity: 'high',
  confidence: 'medium',
  rows: ['A3', 'A5'],
  why: 'Without the session token one request is enough, and any server-side request forgery can make it. With it, a PUT with a header comes first, which a forged request cannot do.',
  remediation: [
    '`aws ec2 modify-instance-metadata-options --instance-id ID --http-tokens required --http-put-response-hop-limit 1`, and for new ones `aws ec2 modify-instance-metadata-defaults --http-tokens required`.',
    'Before, see the CloudWatch metric MetadataNoToken of the instance: it must be 0. Old SDKs and agents must be renewed.',
  ],
  mappings: { mitigations: ['M1035', 'M1054'], techniques: ['T1528', 'T1552.005'] },
  needs: [{ kind: 'network.log' }],
  judge: (inventory, context) =>
    judgeHosts(
      inventory,
      ['metadata'],
      (it) =>
        it.class === 'metadata' && it.transport !== 'proxy' && it.transport !== 'dns' && it.target !== '168.63.129.16',
      (flows, source) => {
        const subject = hostSubject(source);
        const asks = flows.filter((it) => it.details?.includes('aws-get') === true);
        const tokens = flows.some((it) => it.details?.includes('token-put') === true);
        if (asks.length === 0) {
          if (tokens) return pass(subject);
          return flows.some((it) => it.transport === 'http')
            ? undefined
            : 'its log tells of the connection only; Zeek http.log tells whether a session token is fetched';
        }
        return tokens
          ? pass(subject)
          : fail(
              subject,
              `${hostWords(source, context)} asks the metadata service of AWS without ever fetching a session token (IMDSv1).`,
              asks.slice(0, 5).map(flowProof),
            );
      },
    ),
});
