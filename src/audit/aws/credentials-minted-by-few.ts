// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgePower } from './judge-power.ts';

export const awsCredentialsMintedByFew = defineCheck({
  id: 'aws-credentials-minted-by-few',
  area: 'aws',
  title: 'Few may make keys and passwords for others',
  weakness: 'Principal that can make credentials for others',
  severity: 'high',
  rows: ['A2', 'U1'],
  why: 'Who may make an access key for any user has a lasting credential of any user: the first thing that a thief of a short-lived token makes.',
  remediation: [
    'Limit `iam:CreateAccessKey` to the own user: the last part of the resource is the policy variable `aws:username`.',
  ],
  mappings: { mitigations: ['M1018'], techniques: ['T1098.001'] },
  needs: [{ kind: 'aws.principal' }],
  judge: (inventory) =>
    judgePower(
      inventory,
      'mint-credentials',
      (it, power) =>
        `The ${it.type} ${it.name} can make access keys or passwords for any user (${power.action}), by the policy ${power.policy}`,
    ),
});
