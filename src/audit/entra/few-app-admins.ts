// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { adminsOf } from './admins.ts';
import { entraIndex, listed } from './entra-index.ts';

export const entraFewAppAdmins = defineCheck({
  id: 'entra-few-app-admins',
  area: 'entra',
  title: 'A few people may change every application',
  weakness: 'Many people may change every application',
  severity: 'medium',
  rows: ['A2', 'U1'],
  why: 'An application administrator adds a secret to any application and so has what the strongest of them has. Each of them is a way to it.',
  remediation: [
    'Give ownership of single applications instead, or the role on chosen applications: `POST /roleManagement/directory/roleAssignments` with `directoryScopeId` `/ID-OF-THE-APPLICATION`.',
  ],
  mappings: { mitigations: ['M1047', 'M1018'], peers: { bloodhound: ['AZAppAdmin', 'AZCloudAppAdmin'] } },
  needs: [{ kind: 'entra.role-assignment' }],
  settings: { most: { default: 5, description: 'most people who may change every application' } },
  *judge(inventory, context) {
    const { tenant } = entraIndex(inventory);
    const most = context.settings.number('most');
    const holders = adminsOf(inventory).flatMap((it) => {
      const role = it.roles.find((one) => one.known?.appAdmin === true && one.assignment.scope === '/');
      return role === undefined || it.breakGlass ? [] : [{ ...it, role }];
    });
    if (holders.length <= most) {
      yield { status: 'pass', subject: tenant };
      return;
    }
    yield {
      status: 'fail',
      subject: tenant,
      summary: `${holders.length} people may add a secret to every application: ${listed(holders.map((it) => it.subject.name ?? it.objectId))}.`,
      evidence: holders.slice(0, 20).map((it) => ({
        where: it.role.assignment.where,
        note: `${it.subject.name}: ${it.role.name}, ${it.role.assignment.state}`,
      })),
    };
  },
});
