// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgePower } from './judge-power.ts';

export const awsRolesPassedByFew = defineCheck({
  id: 'aws-roles-passed-by-few',
  area: 'aws',
  title: 'Few may start workloads as any role',
  weakness: 'Principal that can start workloads as any role',
  severity: 'high',
  rows: ['A2', 'U1'],
  why: 'Who may pass every role to an instance, function or task that it starts reads that role’s credentials from the metadata service.',
  remediation: ['Name the roles in the `Resource` of `iam:PassRole`, and the service in `iam:PassedToService`.'],
  mappings: { mitigations: ['M1018'] },
  needs: [{ kind: 'aws.principal' }],
  judge: (inventory) =>
    judgePower(
      inventory,
      'pass-role',
      (it, power) =>
        `The ${it.type} ${it.name} can start workloads as any role and read its credentials, by the policy ${power.policy}`,
    ),
});
