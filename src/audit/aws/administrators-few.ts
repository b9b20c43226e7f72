// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgePower } from './judge-power.ts';

export const awsAdministratorsFew = defineCheck({
  id: 'aws-administrators-few',
  area: 'aws',
  title: 'Only those who are meant to may do everything',
  weakness: 'Principal that may do everything',
  severity: 'high',
  rows: ['A2', 'U1'],
  why: 'The credentials of such a principal, from an instance, a pipeline or a laptop, are the whole account.',
  remediation: [
    'Give it the actions that it uses: `tokenward accounts least-privilege` computes them from CloudTrail.',
    'Keep one role for administrators, with a second factor, that nobody is in all day.',
  ],
  mappings: { cis: ['AWS Foundations 3.0 1.16'], mitigations: ['M1018', 'M1047'] },
  needs: [{ kind: 'aws.principal' }],
  settings: {
    spared: {
      default: ['OrganizationAccountAccessRole'],
      description: 'names of principals that are meant to have it',
    },
  },
  judge: (inventory, { settings }) =>
    judgePower(
      inventory,
      'everything',
      (it, power) => `The ${it.type} ${it.name} may do everything, by the policy ${power.policy}`,
      settings.list('spared'),
    ),
});
