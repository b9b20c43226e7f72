// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgePower } from './judge-power.ts';

export const awsWorkloadsEnteredByFew = defineCheck({
  id: 'aws-workloads-entered-by-few',
  area: 'aws',
  title: 'Few may run commands in every workload',
  weakness: 'Principal that can run commands in every workload',
  severity: 'high',
  rows: ['A2', 'U1'],
  why: 'A command on an instance, in a task or in a function reads the credentials of the role there.',
  remediation: [
    'Limit `ssm:SendCommand`, `ssm:StartSession`, `ecs:ExecuteCommand` and `lambda:UpdateFunctionCode` by tags or names.',
  ],
  mappings: { mitigations: ['M1018'], techniques: ['T1552.005'] },
  needs: [{ kind: 'aws.principal' }],
  judge: (inventory) =>
    judgePower(
      inventory,
      'run-in-workloads',
      (it, power) =>
        `The ${it.type} ${it.name} can run code in every workload of a kind, and so take its credentials, by the policy ${power.policy}`,
    ),
});
