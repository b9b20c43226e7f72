// SPDX-License-Identifier: Apache-2.0
import { fail, pass } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { flowProof, gotThrough, hostSubject, judgeHosts } from './judge-flows.ts';

/** Addresses that are no internet hosts: private, shared, link-local, loopback, unique local. */
const inside =
  /^(?:10\.|127\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|f[cd][0-9a-f]{2}:|fe80:|::1$)/i;

export const networkApiServerNotPublic = defineCheck({
  id: 'network-api-server-not-public',
  area: 'network',
  title: 'Nobody from outside reaches a Kubernetes API server',
  weakness: 'Kubernetes API server is reached from outside',
  severity: 'high',
  confidence: 'medium',
  rows: ['A5', 'A4'],
  why: 'A stolen service-account token is only worth something where the API server answers. One that the internet reaches takes it from anywhere.',
  remediation: [
    'Make the endpoint private, or name the networks that may: EKS `aws eks update-cluster-config --name NAME --resources-vpc-config endpointPublicAccess=false,endpointPrivateAccess=true`; GKE `--enable-master-authorized-networks`; AKS `--api-server-authorized-ip-ranges`.',
    'Put networks that may reach it from outside into `networks` of tokenward.yml.',
  ],
  mappings: { mitigations: ['M1035', 'M1037', 'M1030'], techniques: ['T1528', 'T1133'] },
  needs: [{ kind: 'network.log' }],
  judge: (inventory, { knowledge }) =>
    // A name in a query is a client that knows the server, not one that reached it.
    judgeHosts(
      inventory,
      ['addresses'],
      (it) => it.class === 'api-server' && it.transport === 'flow',
      (flows, source) => {
        const subject = hostSubject(source);
        if (inside.test(source) || knowledge.zone(source) !== undefined) return pass(subject);
        // Clients of ours that go to a server of somebody else are none of ours either.
        const through = flows.filter(
          (it) => gotThrough(it) && (inside.test(it.target) || knowledge.zone(it.target) !== undefined),
        );
        return through.length === 0
          ? pass(subject)
          : fail(
              subject,
              `${source}, which is in none of your networks, reached the Kubernetes API server ${through[0]?.target ?? ''}:${through[0]?.port ?? 6443}.`,
              through.slice(0, 5).map(flowProof),
            );
      },
    ),
});
