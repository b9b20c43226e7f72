// SPDX-License-Identifier: Apache-2.0
import { fail, pass } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { flowProof, hostSubject, hostWords, judgeHosts, noZone } from './judge-flows.ts';

export const networkMetadataFromExpectedHosts = defineCheck({
  id: 'network-metadata-from-expected-hosts',
  area: 'network',
  title: 'Only machines that need it talk to metadata services',
  weakness: 'Host talks to a metadata service and should not',
  severity: 'high',
  confidence: 'medium',
  rows: ['A5', 'A6'],
  why: "The metadata service gives tokens of the machine's identity to whoever asks from it. A container, a person's computer or a database has no reason to ask; a thief on it has.",
  remediation: [
    'Block it where it is not needed: AWS `aws ec2 modify-instance-metadata-options --http-tokens required --http-put-response-hop-limit 1`, or `--http-endpoint disabled`; Kubernetes: a NetworkPolicy without egress to 169.254.169.254/32; GKE: Workload Identity; AKS: `az aks update --enable-imds-restriction` where available.',
    'Give the workload an identity of its own: IRSA or EKS Pod Identity, workload identity federation.',
    'Say in the settings `expected` and `unexpected` which zones should and should not talk to it.',
  ],
  mappings: { mitigations: ['M1035', 'M1037', 'M1018'], techniques: ['T1528', 'T1552.005'] },
  needs: [{ kind: 'network.log' }],
  settings: {
    expected: {
      default: ['nodes', 'server', 'servers', 'runners', 'cloud'],
      description: 'zones whose hosts may talk to metadata services',
    },
    unexpected: {
      default: ['cluster', 'pods', 'office', 'vpn', 'wifi', 'guest', 'data', 'database', 'dmz'],
      description: 'zones whose hosts must not',
    },
    allow: { default: [] as readonly string[], description: 'addresses or names of hosts that may, wherever they are' },
  },
  *judge(inventory, context) {
    const { settings, knowledge } = context;
    const expected = new Set(settings.list('expected'));
    const unexpected = new Set(settings.list('unexpected'));
    const allow = new Set(settings.list('allow'));
    // Through a proxy nobody may; that is a check of its own.
    yield* judgeHosts(
      inventory,
      ['metadata', 'names'],
      (it) => it.class === 'metadata' && it.transport !== 'proxy',
      (flows, source) => {
        const subject = hostSubject(source);
        const zone = knowledge.zone(source);
        if (allow.has(source) || (zone !== undefined && expected.has(zone))) return pass(subject);
        if (zone === undefined) return noZone;
        if (!unexpected.has(zone)) return `the zone ${zone} is neither in the setting "expected" nor in "unexpected"`;
        const secret = flows.some((it) => it.details?.includes('credentials') === true);
        return fail(
          subject,
          `${hostWords(source, context)} ${secret ? 'took credentials from' : 'talks to'} the metadata service ${flows[0]?.target ?? ''}.`,
          flows.slice(0, 5).map(flowProof),
          secret ? { severity: 'critical' } : {},
        );
      },
    );
  },
});
