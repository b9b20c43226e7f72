// SPDX-License-Identifier: Apache-2.0
import { powerCheck } from './power-check.ts';

export const podStatusChangeLimited = powerCheck({
  id: 'kubernetes-pod-status-change-limited',
  title: 'Only the cluster changes the status of pods',
  weakness: 'Somebody may change the status of pods',
  severity: 'low',
  elsewhere: 'low',
  rows: ['A2', 'U1'],
  why: "A forged status, as an address that is not the pod's, makes services send their traffic and the tokens in it to somebody else.",
  remediation: ['Take `update` and `patch` on `pods/status` out of the role.'],
  mappings: {
    mitigations: ['M1018', 'M1026'],
    peers: { 'rbac-police': ['modify_pod_status', 'modify_service_status'] },
  },
  powers: ['change-pod-status'],
  may: 'change the status of pods',
});
