// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, entraIndex } from './entra-index.ts';

export const entraGuestPermissionsLimited = defineCheck({
  id: 'entra-guest-permissions-limited',
  area: 'entra',
  title: 'Guests see little of the directory',
  weakness: 'Guests see the directory as members do',
  severity: 'medium',
  rows: ['A4'],
  why: 'A token of a guest, whose home you do not protect, then lists every user, group and application: whom to phish next and with what name.',
  remediation: [
    '`PATCH https://graph.microsoft.com/v1.0/policies/authorizationPolicy` with `{"guestUserRoleId":"2af84b1e-32c8-42b7-82bc-daa82404023b"}`.',
  ],
  mappings: { scuba: ['MS.AAD.8.1'], mitigations: ['M1047', 'M1018'], peers: { scubagear: ['MS.AAD.8.1'] } },
  needs: [{ kind: 'entra.authorization-policy' }],
  *judge(inventory) {
    const { tenant } = entraIndex(inventory);
    for (const policy of inventory.of('entra.authorization-policy')) {
      const value = policy.guestRoleId;
      if (value === undefined) {
        yield {
          status: 'unknown',
          subject: tenant,
          reason: 'guestUserRoleId is not in the export of the authorization policy',
        };
      } else if (value !== '2af84b1e-32c8-42b7-82bc-daa82404023b' && value !== '10dae51f-b6af-4016-8d66-8c2a99b929b3') {
        yield {
          status: 'fail',
          subject: tenant,
          summary: 'Guests have the same access to the directory as members.',
          evidence: [at(policy, `guestUserRoleId is ${value}`, 'guestUserRoleId')],
        };
      } else yield { status: 'pass', subject: tenant };
    }
  },
});
