// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgePower } from './judge-power.ts';

export const awsRightsNotRaised = defineCheck({
  id: 'aws-rights-not-raised',
  area: 'aws',
  title: 'Few may change what they themselves may do',
  weakness: 'Principal that can raise its own rights',
  severity: 'high',
  rows: ['A2', 'U1'],
  why: 'Who may attach policies, change trust or join groups is an administrator in two calls. A stolen token of such a principal is worth as much.',
  remediation: [
    'Limit the actions to the paths and names that are needed, with a permissions boundary as a condition (`iam:PermissionsBoundary`).',
  ],
  mappings: { mitigations: ['M1018', 'M1047'] },
  needs: [{ kind: 'aws.principal' }],
  judge: (inventory) =>
    judgePower(
      inventory,
      'raise-own-rights',
      (it, power) =>
        `The ${it.type} ${it.name} can raise its own rights (${power.action}${power.own ? ' on itself' : ''}), by the policy ${power.policy}`,
    ),
});
