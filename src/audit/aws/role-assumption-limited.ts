// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgePower } from './judge-power.ts';

export const awsRoleAssumptionLimited = defineCheck({
  id: 'aws-role-assumption-limited',
  area: 'aws',
  title: 'Principals may become named roles only',
  weakness: 'Principal that may become any role that lets it in',
  severity: 'medium',
  rows: ['A2', 'U1'],
  why: 'A stolen token that may assume every role goes wherever a trust policy is too generous, in this account and in others.',
  remediation: ['Name the roles in the `Resource` of `sts:AssumeRole`.'],
  mappings: { mitigations: ['M1018'] },
  needs: [{ kind: 'aws.principal' }],
  judge: (inventory) =>
    judgePower(
      inventory,
      'assume-any-role',
      (it, power) =>
        `The ${it.type} ${it.name} may assume every role whose trust policy lets it, by the policy ${power.policy}`,
    ),
});
