// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, entraIndex } from './entra-index.ts';

export const entraMsolPowershellBlocked = defineCheck({
  id: 'entra-msol-powershell-blocked',
  area: 'entra',
  title: 'The retired MSOL PowerShell is blocked',
  weakness: 'The retired MSOL PowerShell may read the directory',
  severity: 'low',
  rows: ['A3', 'A4'],
  why: 'MSOL PowerShell uses the old Azure AD Graph, which conditional access and logs see poorly. Attack tools use it to list users and reset their second factors.',
  remediation: [
    '`PATCH https://graph.microsoft.com/v1.0/policies/authorizationPolicy` with `{"blockMsolPowerShell": true}`.',
  ],
  mappings: { mitigations: ['M1047'], peers: { maester: ['MT.1185'] } },
  needs: [{ kind: 'entra.authorization-policy' }],
  *judge(inventory) {
    const { tenant } = entraIndex(inventory);
    for (const policy of inventory.of('entra.authorization-policy')) {
      const value = policy.blockMsolPowerShell;
      if (value === undefined) {
        yield {
          status: 'unknown',
          subject: tenant,
          reason: 'blockMsolPowerShell is not in the export of the authorization policy',
        };
      } else if (!value) {
        yield {
          status: 'fail',
          subject: tenant,
          summary: 'The retired MSOL PowerShell module may sign in to the tenant.',
          evidence: [at(policy, `blockMsolPowerShell is ${value}`, 'blockMsolPowerShell')],
        };
      } else yield { status: 'pass', subject: tenant };
    }
  },
});
