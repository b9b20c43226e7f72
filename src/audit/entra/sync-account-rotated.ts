// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { directorySynchronization } from '../../model/inventory/entra-roles.ts';
import { adminsOf } from './admins.ts';
import { at, daysBetween } from './entra-index.ts';

export const entraSyncAccountRotated = defineCheck({
  id: 'entra-sync-account-rotated',
  area: 'entra',
  title: 'The password of the synchronisation account is changed each year',
  weakness: 'Password of the synchronisation account is old',
  severity: 'medium',
  rows: ['A4', 'U9', 'U11'],
  why: 'The synchronisation account writes users and their password hashes. Its password lies on the server of Entra Connect, where tools read it, and works from anywhere.',
  remediation: [
    'On the server of Entra Connect: `Add-ADSyncAADServiceAccount`, or move to application-based authentication (Entra Connect 2.5 and later).',
  ],
  mappings: { mitigations: ['M1047', 'M1018'], peers: { 'zt-assessment': ['21833'] } },
  needs: [{ kind: 'entra.role-assignment' }, { kind: 'entra.user' }],
  settings: { days: { default: 365, description: 'oldest password in days' } },
  *judge(inventory, context) {
    for (const admin of adminsOf(inventory)) {
      if (!admin.roles.some((it) => it.assignment.definitionId === directorySynchronization)) continue;
      const { subject, user } = admin;
      if (user?.enabled === false) continue;
      if (user?.passwordChanged === undefined) {
        yield {
          status: 'unknown',
          subject,
          reason:
            'lastPasswordChangeDateTime of the synchronisation account was not exported: GET /users?$select=...,lastPasswordChangeDateTime',
        };
        continue;
      }
      const days = daysBetween(user.passwordChanged, context.now);
      if (days <= context.settings.number('days')) yield { status: 'pass', subject };
      else {
        yield {
          status: 'fail',
          subject,
          summary: `The password of the synchronisation account ${user.upn} is ${days} days old.`,
          evidence: [at(user, `last changed ${user.passwordChanged.slice(0, 10)}`, 'lastPasswordChangeDateTime')],
        };
      }
    }
  },
});
