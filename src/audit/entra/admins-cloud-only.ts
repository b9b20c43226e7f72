// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { directorySynchronization } from '../../model/inventory/entra-roles.ts';
import { judgeAdmins } from './admins.ts';

export const entraAdminsCloudOnly = defineCheck({
  id: 'entra-admins-cloud-only',
  area: 'entra',
  title: 'Administrators of the cloud are accounts of the cloud',
  weakness: 'Synchronised account administers the cloud',
  severity: 'high',
  rows: ['A4', 'U9'],
  why: 'Who takes the domain controllers on the premises sets the password of a synchronised account and is administrator of the cloud as well.',
  remediation: [
    'Make an account in the cloud for administration (`name@TENANT.onmicrosoft.com`), give it the roles, take them from the synchronised one.',
  ],
  mappings: { scuba: ['MS.AAD.7.3'], mitigations: ['M1047', 'M1018'], peers: { scubagear: ['MS.AAD.7.3'] } },
  needs: [{ kind: 'entra.role-assignment' }, { kind: 'entra.user' }],
  judge: (inventory) =>
    judgeAdmins(inventory, {
      judge: ({ user, roles }) => {
        if (user === undefined) return { unknown: 'the holder is not among the exported users: GET /users' };
        if (roles.every((it) => it.assignment.definitionId === directorySynchronization)) return undefined;
        if (user.synced === undefined) return { unknown: 'onPremisesSyncEnabled is not in the export of users' };
        return user.synced ? { wrong: 'is synchronised from the premises' } : undefined;
      },
    }),
});
