// SPDX-License-Identifier: Apache-2.0
import { powerCheck } from './power-check.ts';

export const volumeCreationLimited = powerCheck({
  id: 'kubernetes-volume-creation-limited',
  title: 'Only storage drivers create persistent volumes',
  weakness: 'Somebody may create persistent volumes',
  severity: 'high',
  elsewhere: 'high',
  rows: ['A2', 'U1'],
  why: 'A persistent volume of type hostPath shows any folder of a node to a pod, past the pod security standards: the tokens of all pods of the node, and the credentials of its kubelet.',
  remediation: ['Take `create` on `persistentvolumes` out of the role; people ask with a PersistentVolumeClaim.'],
  mappings: {
    cis: ['Kubernetes 1.12 5.1.9'],
    mitigations: ['M1018', 'M1026'],
    peers: { kubescape: ['C-0278'] },
  },
  powers: ['create-volumes'],
  may: 'create persistent volumes',
});
