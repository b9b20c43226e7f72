// SPDX-License-Identifier: Apache-2.0
import { powerCheck } from './power-check.ts';

export const corednsChangeLimited = powerCheck({
  id: 'kubernetes-coredns-change-limited',
  title: 'Nobody may change how names are resolved in the cluster',
  weakness: 'Somebody may change the configuration of CoreDNS',
  severity: 'medium',
  elsewhere: 'medium',
  rows: ['A2', 'U1'],
  why: 'The config map kube-system/coredns decides what names mean in the cluster. A changed one sends programs, with the tokens they present, to a server of the thief.',
  remediation: [
    'Take `update` and `patch` on `configmaps` of kube-system out of the role, or name the ones that are needed with `resourceNames`.',
  ],
  mappings: {
    mitigations: ['M1018', 'M1026'],
    peers: { kubescape: ['C-0037'], trivy: ['KSV-0049'] },
  },
  powers: ['change-config-maps'],
  may: 'change what names mean in the cluster (CoreDNS)',
  placeless: true,
});
