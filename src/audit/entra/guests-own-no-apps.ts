// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeOwners, missingUser } from './app-owners.ts';

export const entraGuestsOwnNoApps = defineCheck({
  id: 'entra-guests-own-no-apps',
  area: 'entra',
  title: 'Guests own no applications',
  weakness: 'Guest owns an application',
  severity: 'high',
  rows: ['A7', 'U3'],
  why: "A guest's password and second factor are kept elsewhere. As an owner a guest adds a secret, and keeps it when the contract ends.",
  remediation: [
    '`az ad app owner remove --id APPID --owner-object-id OWNER`, and name a member instead.',
    'Look for credentials that were added while the guest was an owner.',
  ],
  mappings: { mitigations: ['M1047', 'M1018'], peers: { 'zt-assessment': ['21868'] } },
  needs: [{ kind: 'entra.application' }],
  judge: (inventory) =>
    judgeOwners(inventory, {
      judge: (owner, index) => {
        const user = index.users.get(owner);
        if (user === undefined) return index.principals.has(owner) ? 'fine' : missingUser(inventory);
        if (user.type === undefined) return { unknown: 'userType is not in the export of users' };
        return user.type === 'guest' ? 'weak' : 'fine';
      },
      say: (app, owners) => `"${app}" is owned by ${owners}, who is a guest.`,
      note: 'a guest',
    }),
});
