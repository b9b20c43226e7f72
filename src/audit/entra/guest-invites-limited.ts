// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, entraIndex } from './entra-index.ts';

export const entraGuestInvitesLimited = defineCheck({
  id: 'entra-guest-invites-limited',
  area: 'entra',
  title: 'Only chosen people invite guests',
  weakness: 'Anybody may invite guests',
  severity: 'medium',
  rows: ['A4'],
  why: 'A guest is an account that somebody else protects. Where every member, or even every guest, may invite more, a thief invites a mailbox of their own and has a lasting way in.',
  remediation: [
    '`PATCH https://graph.microsoft.com/v1.0/policies/authorizationPolicy` with `{"allowInvitesFrom":"adminsAndGuestInviters"}`.',
  ],
  mappings: { scuba: ['MS.AAD.8.2'], mitigations: ['M1047', 'M1018'], peers: { scubagear: ['MS.AAD.8.2'] } },
  needs: [{ kind: 'entra.authorization-policy' }],
  *judge(inventory) {
    const { tenant } = entraIndex(inventory);
    for (const policy of inventory.of('entra.authorization-policy')) {
      const value = policy.invitesFrom;
      if (value === undefined) {
        yield {
          status: 'unknown',
          subject: tenant,
          reason: 'allowInvitesFrom is not in the export of the authorization policy',
        };
      } else if (value === 'everyone' || value === 'adminsGuestInvitersAndAllMembers') {
        yield {
          status: 'fail',
          subject: tenant,
          summary: 'Guests may be invited by more people than administrators and guest inviters.',
          evidence: [at(policy, `allowInvitesFrom is ${value}`, 'allowInvitesFrom')],
        };
      } else yield { status: 'pass', subject: tenant };
    }
  },
});
