// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeOwners, missingUser } from './app-owners.ts';

export const entraAppOwnersHaveMfa = defineCheck({
  id: 'entra-app-owners-have-mfa',
  area: 'entra',
  title: 'Owners of applications have a second factor',
  weakness: 'Owner of an application has no second factor',
  severity: 'high',
  rows: ['A7', 'U5'],
  why: "The owner's password is enough to add a secret, and the application acts without any second factor ever after.",
  remediation: [
    'Let the owner register a passkey, or take the application from them: `az ad app owner remove --id APPID --owner-object-id OWNER`.',
  ],
  mappings: { mitigations: ['M1047', 'M1018'], peers: { maester: ['MT.1063'] } },
  needs: [{ kind: 'entra.application' }],
  judge: (inventory) =>
    judgeOwners(inventory, {
      judge: (owner, index) => {
        if (index.principals.has(owner)) return 'fine';
        const identity = index.identities.get(owner);
        if (identity === undefined) return missingUser(inventory);
        if (identity.enabled === false) return 'fine';
        if (identity.mfa === undefined) {
          return {
            unknown: 'registered methods were not exported: GET /reports/authenticationMethods/userRegistrationDetails',
          };
        }
        return identity.mfa.some((it) => it !== 'email') ? 'fine' : 'weak';
      },
      say: (app, owners) => `"${app}" is owned by ${owners}, who has no second factor.`,
      note: 'no second factor is registered',
    }),
});
