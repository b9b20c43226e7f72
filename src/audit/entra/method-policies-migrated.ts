// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, entraIndex } from './entra-index.ts';

export const entraMethodPoliciesMigrated = defineCheck({
  id: 'entra-method-policies-migrated',
  area: 'entra',
  title: 'Sign-in methods are set in one place',
  weakness: 'Old settings for MFA and password reset still count',
  severity: 'low',
  rows: ['A3', 'A4'],
  why: 'Until the move to authentication method policies is complete, methods that were switched off there may still be allowed by the old per-user MFA and password reset settings.',
  remediation: [
    'In the Entra admin center: Authentication methods, Policies, "Manage migration": go through the steps and set "Migration complete".',
  ],
  mappings: { scuba: ['MS.AAD.3.4'], mitigations: ['M1047'], peers: { scubagear: ['MS.AAD.3.4'] } },
  needs: [{ kind: 'entra.authentication-methods' }],
  *judge(inventory) {
    const { tenant } = entraIndex(inventory);
    for (const policy of inventory.of('entra.authentication-methods')) {
      const state = policy.migration;
      if (state === undefined) {
        yield {
          status: 'unknown',
          subject: tenant,
          reason: 'policyMigrationState is not in the export of the authentication methods policy',
        };
      } else if (state === 'migrationComplete') yield { status: 'pass', subject: tenant };
      else {
        yield {
          status: 'fail',
          subject: tenant,
          summary:
            'The move to authentication method policies is not complete: old MFA and password reset settings still count.',
          evidence: [at(policy, `policyMigrationState is ${state}`, 'policyMigrationState')],
        };
      }
    }
  },
});
