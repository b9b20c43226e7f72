// SPDX-License-Identifier: Apache-2.0
import { powerCheck } from './power-check.ts';

export const attachLimited = powerCheck({
  id: 'kubernetes-attach-limited',
  title: 'Only a few may attach to pods',
  weakness: 'Somebody may attach to pods',
  severity: 'medium',
  elsewhere: 'low',
  rows: ['A2', 'U1'],
  why: 'Attaching joins the input and output of a running container. Where a shell or a debugger runs, that is as good as running commands beside its token.',
  remediation: ['Take `pods/attach` out of the role.'],
  mappings: {
    mitigations: ['M1018', 'M1026'],
    peers: { kubiscan: ['attach'], trivy: ['KSV-0054'] },
  },
  powers: ['attach'],
  may: 'attach to running containers',
});
