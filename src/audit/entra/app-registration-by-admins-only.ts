// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, entraIndex } from './entra-index.ts';

export const entraAppRegistrationByAdminsOnly = defineCheck({
  id: 'entra-app-registration-by-admins-only',
  area: 'entra',
  title: 'Only administrators register applications',
  weakness: 'Every user may register applications',
  severity: 'medium',
  rows: ['A4', 'W6'],
  why: "A thief with any one account registers an application of the victim's own tenant, which looks trustworthy on the consent screen, and adds a secret that outlives the account.",
  remediation: [
    '`PATCH https://graph.microsoft.com/v1.0/policies/authorizationPolicy` with `{"defaultUserRolePermissions":{"allowedToCreateApps":false}}`.',
    'Give developers the role Application Developer.',
  ],
  mappings: {
    cis: ['M365 6.0 5.1.2.2'],
    scuba: ['MS.AAD.5.1'],
    mitigations: ['M1047', 'M1018'],
    peers: {
      scubagear: ['MS.AAD.5.1'],
      maester: ['EIDSCA.AP10'],
      'zt-assessment': ['21807'],
      prowler: ['entra_thirdparty_integrated_apps_not_allowed', 'entra_policy_ensure_default_user_cannot_create_apps'],
      monkey365: ['aad_users_can_register_apps_enabled'],
    },
  },
  needs: [{ kind: 'entra.authorization-policy' }],
  *judge(inventory) {
    const { tenant } = entraIndex(inventory);
    for (const policy of inventory.of('entra.authorization-policy')) {
      const value = policy.mayCreateApps;
      if (value === undefined) {
        yield {
          status: 'unknown',
          subject: tenant,
          reason: 'allowedToCreateApps is not in the export of the authorization policy',
        };
      } else if (value) {
        yield {
          status: 'fail',
          subject: tenant,
          summary: 'Every user of the tenant may register applications.',
          evidence: [
            at(policy, `allowedToCreateApps is ${value}`, 'defaultUserRolePermissions', 'allowedToCreateApps'),
          ],
        };
      } else yield { status: 'pass', subject: tenant };
    }
  },
});
