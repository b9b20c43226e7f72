// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeAdmins } from './admins.ts';

export const entraGuestsHoldNoRoles = defineCheck({
  id: 'entra-guests-hold-no-roles',
  area: 'entra',
  title: 'Guests hold no privileged roles',
  weakness: 'Guest holds a privileged role',
  severity: 'high',
  rows: ['A6', 'U1', 'U3'],
  why: 'You neither see nor set how a guest signs in at home. Who takes that account administers your tenant.',
  remediation: ['Make an account of your own for the person and take the role from the guest.'],
  mappings: { mitigations: ['M1047', 'M1018'] },
  needs: [{ kind: 'entra.role-assignment' }, { kind: 'entra.user' }],
  judge: (inventory) =>
    judgeAdmins(inventory, {
      least: 'reader',
      judge: ({ user }) => {
        if (user === undefined) return { unknown: 'the holder is not among the exported users: GET /users' };
        if (user.type === undefined) return { unknown: 'userType is not in the export of users' };
        return user.type === 'guest' ? { wrong: 'is a guest' } : undefined;
      },
    }),
});
