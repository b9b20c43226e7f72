// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../model/check.ts';
import { identitySubject, isPrivileged, judgeIdentities } from './judge-identities.ts';
import { fail, pass, proof } from './verdict.ts';

export const accountsGuestsUnprivileged = defineCheck({
  id: 'accounts-guests-unprivileged',
  area: 'accounts',
  title: 'Guests hold no privileged role',
  weakness: 'Guest with a privileged role',
  severity: 'high',
  rows: ['U1', 'A6'],
  why: 'A guest signs in at home, under rules that nobody here sees. Who steals a token there is an administrator here.',
  remediation: [
    'Take the role away: Entra `DELETE /roleManagement/directory/roleAssignments/{id}`; give the person an own account if the work needs the role.',
  ],
  mappings: { mitigations: ['M1018', 'M1026'] },
  needs: [{ kind: 'identity' }],
  judge: (inventory) =>
    judgeIdentities(
      inventory,
      (it) => it.type === 'guest' || (it.type === 'user' && it.external === true),
      (identity) => {
        const privileged = isPrivileged(identity);
        if (privileged === undefined) return 'roles were not collected';
        const subject = identitySubject(identity);
        const roles = [...(identity.roles ?? []), ...(identity.eligibleRoles ?? [])];
        return roles.length === 0
          ? pass(subject)
          : fail(
              subject,
              `The guest ${identity.name} (${identity.provider}) is ${roles.slice(0, 3).join(', ')}.`,
              proof(identity.where, `roles: ${roles.join(', ')}`),
            );
      },
    ),
});
