// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeAdmins } from './admins.ts';
import { daysBetween } from './entra-index.ts';

export const entraAdminsInUse = defineCheck({
  id: 'entra-admins-in-use',
  area: 'entra',
  title: 'Accounts with privileged roles are in use',
  weakness: 'Privileged account that nobody uses',
  severity: 'high',
  rows: ['A6', 'U3'],
  why: 'Nobody notices a sign-in to an account that nobody uses. Its password is old, and often it was in a leak.',
  remediation: ['Disable the account: `az ad user update --id UPN --account-enabled false`, then take the roles away.'],
  mappings: {
    mitigations: ['M1047', 'M1018'],
    peers: { maester: ['MT.1029'], 'zt-assessment': ['21854'], prowler: ['entra_user_with_recent_sign_in'] },
  },
  needs: [{ kind: 'entra.role-assignment' }, { kind: 'entra.user' }],
  settings: {
    days: {
      default: 90,
      description: 'days without a sign-in',
      published: ['Prowler: 90 days', 'CIS: 45 days for AWS'],
    },
  },
  judge: (inventory, context) =>
    judgeAdmins(inventory, {
      least: 'reader',
      skip: ({ breakGlass, user }) => breakGlass || user?.enabled === false,
      judge: ({ identity, user }) => {
        if (user === undefined) return { unknown: 'the holder is not among the exported users: GET /users' };
        const used = identity?.lastUsed;
        if (used === undefined)
          return { unknown: 'signInActivity is not in the export of users (needs AuditLog.Read.All and Entra ID P1)' };
        const limit = context.settings.number('days');
        const age = user.created === undefined ? Number.POSITIVE_INFINITY : daysBetween(user.created, context.now);
        if (!('at' in used)) return age > limit ? { wrong: 'was never seen to sign in' } : undefined;
        const days = daysBetween(used.at, context.now);
        return days > limit ? { wrong: `has not signed in for ${days} days` } : undefined;
      },
    }),
});
