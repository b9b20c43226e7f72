// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgePower } from './judge-power.ts';

export const awsSecretsReadByFew = defineCheck({
  id: 'aws-secrets-read-by-few',
  area: 'aws',
  title: 'Principals read the secrets that they need only',
  weakness: 'Principal that can read every secret',
  severity: 'high',
  rows: ['A2', 'U1'],
  why: 'Secrets Manager and Parameter Store hold the tokens of other systems. One stolen token of such a principal is all of them.',
  remediation: ['Name the secrets in the `Resource`, or limit by tag (`aws:ResourceTag`).'],
  mappings: { mitigations: ['M1018', 'M1047'] },
  needs: [{ kind: 'aws.principal' }],
  judge: (inventory) =>
    judgePower(
      inventory,
      'read-secrets',
      (it, power) => `The ${it.type} ${it.name} can read every secret or parameter, by the policy ${power.policy}`,
    ),
});
