// SPDX-License-Identifier: Apache-2.0
import { powerCheck } from './power-check.ts';

export const ephemeralContainersLimited = powerCheck({
  id: 'kubernetes-ephemeral-containers-limited',
  title: 'Only a few may put containers into running pods',
  weakness: 'Somebody may put a container into a running pod',
  severity: 'high',
  elsewhere: 'low',
  rows: ['A2', 'U1'],
  why: 'An ephemeral container (`kubectl debug`) runs an image of the thief inside a pod that exists, and sees the processes and files of its neighbours, tokens among them.',
  remediation: ['Take `update` and `patch` on `pods/ephemeralcontainers` out of the role.'],
  mappings: {
    mitigations: ['M1018', 'M1026'],
    peers: { 'rbac-police': ['pods_ephemeral_ctrs', 'modify_pods'] },
  },
  powers: ['ephemeral-containers'],
  may: 'put containers into running pods',
});
