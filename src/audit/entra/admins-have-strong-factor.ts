// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { directorySynchronization } from '../../model/inventory/entra-roles.ts';
import { judgeAdmins } from './admins.ts';

export const entraAdminsHaveStrongFactor = defineCheck({
  id: 'entra-admins-have-strong-factor',
  area: 'entra',
  title: 'Administrators have a strong second factor',
  weakness: 'Administrator has no strong second factor',
  severity: 'high',
  rows: ['A4', 'U5'],
  why: 'A text message is read from a taken telephone number, and no factor at all is a password. For an administrator both are a way to every token of the tenant.',
  remediation: [
    'Register a passkey or security key for the account, then remove the telephone: Users, Authentication methods.',
  ],
  mappings: { scuba: ['MS.AAD.3.6'], mitigations: ['M1018'], peers: { scubagear: ['MS.AAD.3.6'] } },
  needs: [{ kind: 'entra.role-assignment' }, { kind: 'entra.user' }],
  judge: (inventory) =>
    judgeAdmins(inventory, {
      skip: ({ user }) => user?.enabled === false,
      judge: ({ identity, roles }) => {
        if (roles.every((it) => it.assignment.definitionId === directorySynchronization)) return undefined;
        const mfa = identity?.mfa;
        if (mfa === undefined)
          return {
            unknown: 'registered methods were not exported: GET /reports/authenticationMethods/userRegistrationDetails',
          };
        const factors = mfa.filter((it) => it !== 'email');
        if (factors.length === 0) return { wrong: 'has no second factor', severity: 'critical' };
        if (factors.some((it) => it !== 'phone' && it !== 'unknown')) return undefined;
        return factors.includes('unknown')
          ? { unknown: 'a method is registered of which it is not known how strong it is' }
          : { wrong: 'has no second factor but a telephone' };
      },
    }),
});
