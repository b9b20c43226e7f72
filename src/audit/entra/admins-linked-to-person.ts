// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeAdmins } from './admins.ts';

const adminName = /^(?:adm|admin|a|da|t0|tier0|priv|sa)[-_.]|[-_.](?:adm|admin|priv|t0)$/i;

export const entraAdminsLinkedToPerson = defineCheck({
  id: 'entra-admins-linked-to-person',
  area: 'entra',
  title: 'Accounts for administration are tied to the person who has them',
  weakness: 'Account for administration that belongs to nobody by its data',
  severity: 'low',
  rows: ['U3', 'A6'],
  why: 'When a token of somebody is stolen, or somebody leaves, all of their accounts must be stopped at once. An account for administration that only its name ties to a person is forgotten then, and it is the strongest one.',
  remediation: [
    'Write the employee number into both accounts: `az rest --method PATCH --url https://graph.microsoft.com/v1.0/users/ID --body \'{"employeeId": "1234"}\'`.',
    'Link the accounts in Microsoft Defender too: Assets > Identities > the person > "Link account".',
  ],
  mappings: { mitigations: ['M1018'], peers: { maester: ['MT.1111'] } },
  needs: [{ kind: 'entra.role-assignment' }, { kind: 'entra.user' }],
  judge: (inventory) => {
    const users = inventory.of('entra.user');
    const told = users.some((it) => it.employeeId !== undefined);
    return judgeAdmins(inventory, {
      least: 'reader',
      skip: ({ breakGlass, user }) => breakGlass || user?.enabled === false,
      judge: ({ user }) => {
        if (user === undefined) return { unknown: 'the holder is not among the exported users: GET /users' };
        const stem = user.upn.split('@')[0] ?? '';
        // Whoever works with the one account is its person.
        if (!adminName.test(stem)) return undefined;
        if (!told)
          return { unknown: 'employeeId is in no exported user: GET /users?$select=id,userPrincipalName,employeeId' };
        if (user.employeeId === undefined) return { wrong: 'has no employee number' };
        const same = users.some((it) => it.objectId !== user.objectId && it.employeeId === user.employeeId);
        return same ? undefined : { wrong: `has the employee number of no other account` };
      },
    });
  },
});
