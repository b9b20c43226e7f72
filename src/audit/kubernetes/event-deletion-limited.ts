// SPDX-License-Identifier: Apache-2.0
import { powerCheck } from './power-check.ts';

export const eventDeletionLimited = powerCheck({
  id: 'kubernetes-event-deletion-limited',
  title: 'Nobody may delete events',
  weakness: 'Somebody may delete events',
  severity: 'low',
  elsewhere: 'low',
  rows: ['A2', 'U1'],
  why: 'Events show pods that were started and secrets that could not be mounted. Who deletes them takes away traces of how a token was stolen.',
  remediation: ['Take `delete` and `deletecollection` on `events` out of the role; events expire by themselves.'],
  mappings: {
    mitigations: ['M1018', 'M1026'],
    peers: { kubescape: ['C-0031'] },
  },
  powers: ['delete-events'],
  may: 'delete events',
});
