// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { globalAdministrator } from '../../model/inventory/entra-roles.ts';
import { adminsOf } from './admins.ts';
import { entraIndex } from './entra-index.ts';

export const entraFinerRolesThanGlobalAdmin = defineCheck({
  id: 'entra-finer-roles-than-global-admin',
  area: 'entra',
  title: 'Narrower roles are used instead of Global Administrator',
  weakness: 'More Global Administrators than other administrators',
  severity: 'low',
  rows: ['U1'],
  why: "Where everything is done as Global Administrator, every administrator's token is worth the whole tenant.",
  remediation: [
    'See what each does in the audit log and give the least role for it: Microsoft names one for each task.',
  ],
  mappings: { scuba: ['MS.AAD.7.2'], mitigations: ['M1018'], peers: { scubagear: ['MS.AAD.7.2'] } },
  needs: [{ kind: 'entra.role-assignment' }],
  *judge(inventory) {
    const { tenant } = entraIndex(inventory);
    const admins = adminsOf(inventory);
    const global = admins.filter(
      (it) => it.roles.some((role) => role.assignment.definitionId === globalAdministrator) && !it.breakGlass,
    );
    const others = admins.filter(
      (it) => !it.roles.some((role) => role.assignment.definitionId === globalAdministrator),
    );
    if (global.length <= others.length) {
      yield { status: 'pass', subject: tenant };
      return;
    }
    yield {
      status: 'fail',
      subject: tenant,
      summary: `${global.length} Global Administrators stand beside ${others.length} people with narrower roles.`,
      evidence: global
        .slice(0, 10)
        .flatMap((it) =>
          it.roles.slice(0, 1).map((role) => ({ where: role.assignment.where, note: it.subject.name ?? it.objectId })),
        ),
    };
  },
});
