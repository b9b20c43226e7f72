// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { globalAdministrator } from '../../model/inventory/entra-roles.ts';
import { adminsOf } from './admins.ts';
import { entraIndex, listed } from './entra-index.ts';

export const entraFewGlobalAdmins = defineCheck({
  id: 'entra-few-global-admins',
  area: 'entra',
  title: 'There are a few Global Administrators',
  weakness: 'Too many Global Administrators, or too few',
  severity: 'high',
  rows: ['A4', 'U1'],
  why: 'Each Global Administrator is a person to phish whose token is everything. One alone, on the other hand, locks the tenant out when it is lost or taken.',
  remediation: [
    'Give narrower roles: `GET https://graph.microsoft.com/v1.0/directoryRoles/roleTemplateId=62e90394-69f5-4237-9190-012177145e10/members` lists who has it.',
  ],
  mappings: {
    scuba: ['MS.AAD.7.1'],
    mitigations: ['M1047', 'M1018'],
    peers: { scubagear: ['MS.AAD.7.1'], maester: ['MT.1032'] },
  },
  needs: [{ kind: 'entra.role-assignment' }],
  settings: {
    least: {
      default: 2,
      description: 'fewest Global Administrators',
      published: ['CIS: 2', 'ScubaGear MS.AAD.7.1: 2'],
    },
    most: {
      default: 4,
      description: 'most Global Administrators',
      published: ['CIS: 4', 'CIS Azure: fewer than 5', 'ScubaGear MS.AAD.7.1: 8'],
    },
  },
  *judge(inventory, context) {
    const { tenant } = entraIndex(inventory);
    const holders = adminsOf(inventory).filter((it) =>
      it.roles.some((role) => role.assignment.definitionId === globalAdministrator),
    );
    const [least, most] = [context.settings.number('least'), context.settings.number('most')];
    if (holders.length >= least && holders.length <= most) {
      yield { status: 'pass', subject: tenant };
      return;
    }
    yield {
      status: 'fail',
      subject: tenant,
      summary: `${holders.length === 1 ? 'One account is' : `${holders.length} accounts are`} Global Administrator, with those that are eligible${holders.length === 0 ? '' : `: ${listed(holders.map((it) => it.subject.name ?? it.objectId))}`}.`,
      evidence: holders
        .slice(0, 20)
        .flatMap((it) =>
          it.roles
            .filter((role) => role.assignment.definitionId === globalAdministrator)
            .map((role) => ({ where: role.assignment.where, note: `${it.subject.name}, ${role.assignment.state}` })),
        ),
    };
  },
});
