// SPDX-License-Identifier: Apache-2.0
import { powerCheck } from './power-check.ts';

export const portForwardLimited = powerCheck({
  id: 'kubernetes-port-forward-limited',
  title: 'Only a few may open connections into the cluster through pods',
  weakness: 'Somebody may open connections to pods through the API server',
  severity: 'medium',
  elsewhere: 'low',
  rows: ['A2', 'U1'],
  why: 'Port forwarding reaches services that listen inside the cluster only, past every firewall: dashboards, sidecars with admin ports, token brokers on localhost.',
  remediation: ['Take `pods/portforward` and `pods/proxy` out of the role.'],
  mappings: {
    mitigations: ['M1018', 'M1026'],
    peers: { kubescape: ['C-0063'] },
  },
  powers: ['port-forward'],
  may: 'open connections to pods',
});
