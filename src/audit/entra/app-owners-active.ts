// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeOwners, missingUser } from './app-owners.ts';

export const entraAppOwnersActive = defineCheck({
  id: 'entra-app-owners-active',
  area: 'entra',
  title: 'Owners of applications are enabled accounts',
  weakness: 'Disabled account owns an application',
  severity: 'medium',
  rows: ['A7', 'U3'],
  why: 'When its owner has left nobody answers for an application, renews its credentials or notices one too many. If the account is ever enabled again, so is its power.',
  remediation: [
    '`az ad app owner add --id APPID --owner-object-id NEW`, then `az ad app owner remove --id APPID --owner-object-id OLD`.',
  ],
  mappings: { mitigations: ['M1047', 'M1018'] },
  needs: [{ kind: 'entra.application' }],
  judge: (inventory) =>
    judgeOwners(inventory, {
      judge: (owner, index) => {
        const user = index.users.get(owner);
        if (user === undefined) return index.principals.has(owner) ? 'fine' : missingUser(inventory);
        if (user.enabled === undefined) return { unknown: 'accountEnabled is not in the export of users' };
        return user.enabled ? 'fine' : 'weak';
      },
      say: (app, owners) => `"${app}" is owned by ${owners}, whose account is disabled.`,
      note: 'accountEnabled is false',
    }),
});
