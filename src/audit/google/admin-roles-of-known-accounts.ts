// SPDX-License-Identifier: Apache-2.0
import { fail, pass, unknown } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { findUser, organisation, place } from './google-index.ts';

export const googleAdminRolesOfKnownAccounts = defineCheck({
  id: 'google-admin-roles-of-known-accounts',
  area: 'google',
  title: 'Administrator roles are held by users of the organisation',
  weakness: 'Administrator role of an account outside the directory',
  severity: 'high',
  rows: ['A2', 'A6', 'U1'],
  why: 'A service account of some cloud project can hold an administrator role. Its key is a file, it has no second step, and it is not in the list of users where one would look.',
  remediation: [
    'Find out whose it is: `gcloud iam service-accounts list --filter="uniqueId=ID"` in your projects.',
    'Take the role away: `DELETE https://admin.googleapis.com/admin/directory/v1/customer/my_customer/roleassignments/ID`.',
    'Where it is needed: a custom role with few privileges, no keys, and its id in `known-accounts`.',
  ],
  mappings: { mitigations: ['M1018', 'M1026', 'M1047'], peers: {} },
  needs: [{ kind: 'google.role-assignment' }, { kind: 'google.user' }],
  settings: {
    'known-accounts': { default: [], description: 'ids of service accounts that may hold a role' },
  },
  *judge(inventory, { settings }) {
    const known = new Set(settings.list('known-accounts'));
    const roles = new Map(inventory.of('google.role').map((it) => [it.roleId, it]));
    for (const it of inventory.of('google.role-assignment')) {
      if (it.assigneeType === 'group') continue;
      const user = findUser(inventory, it.assignee);
      const role = roles.get(it.roleId);
      const name = role?.superAdmin === true ? 'Super Admin' : (role?.name ?? it.roleId);
      if (user !== undefined || known.has(it.assignee)) {
        yield pass({ kind: 'role-assignment', id: it.id, name: `${user?.email ?? it.assignee}: ${name}` });
      } else if (inventory.collected('google.user') !== 'complete') {
        yield unknown(organisation, 'not all users were collected, so holders of roles cannot be told apart');
      } else {
        yield fail(
          { kind: 'role-assignment', id: it.id, name: `${it.assignee}: ${name}` },
          `An account that is not among the users (${it.assignee}) holds the role ${name}.`,
          place(it, 'assignedTo', 'assignedTo'),
          role?.superAdmin === true ? { severity: 'critical' } : {},
        );
      }
    }
  },
});
