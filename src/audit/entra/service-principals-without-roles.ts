// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { appSubject, entraIndex } from './entra-index.ts';

export const entraServicePrincipalsWithoutRoles = defineCheck({
  id: 'entra-service-principals-without-roles',
  area: 'entra',
  title: 'Service principals hold no privileged directory role',
  weakness: 'Service principal holds a privileged directory role',
  severity: 'high',
  rows: ['A4', 'A6', 'U1'],
  why: 'A program has no second factor and nobody asks it to confirm. Whoever has its secret has the role, at any hour and from anywhere.',
  remediation: [
    'Give the program the application permissions that it needs instead, or a role on an administrative unit.',
    '`DELETE https://graph.microsoft.com/v1.0/roleManagement/directory/roleAssignments/ID`',
  ],
  mappings: { mitigations: ['M1047', 'M1018'], peers: { 'zt-assessment': ['21836'] } },
  needs: [{ kind: 'entra.service-principal' }, { kind: 'entra.role-assignment' }],
  *judge(inventory) {
    const index = entraIndex(inventory);
    for (const app of inventory.of('entra.service-principal')) {
      if (app.type === 'ManagedIdentity' || index.isFirstParty(app)) continue;
      const subject = appSubject(app);
      const roles = (index.roles.get(app.objectId) ?? []).filter((it) => it.level !== 'reader');
      if (roles.length === 0) {
        yield { status: 'pass', subject };
        continue;
      }
      yield {
        status: 'fail',
        subject,
        severity: roles.some((it) => it.level === 'control') ? 'critical' : 'high',
        summary: `"${app.name}" holds ${roles.map((it) => it.name).join(', ')}.`,
        evidence: roles.map((it) => ({
          where: it.assignment.where,
          note: `${it.name}, ${it.assignment.state}, scope ${it.assignment.scope}`,
        })),
      };
    }
  },
});
