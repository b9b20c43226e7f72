// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { appSubject, entraIndex, listed } from './entra-index.ts';
import { opinionsOf } from './opinions.ts';

export const entraNoDirectPathToTenant = defineCheck({
  id: 'entra-no-direct-path-to-tenant',
  area: 'entra',
  title: 'No application can make itself Global Administrator',
  weakness: 'Application can make itself Global Administrator',
  severity: 'critical',
  rows: ['A2', 'A4', 'A7', 'U1'],
  why: 'With one of these permissions a stolen secret is the whole tenant: it gives itself the highest role in one call.',
  remediation: [
    'Ask what the application needs it for; a narrower permission is nearly always enough.',
    '`Remove-MgServicePrincipalAppRoleAssignment -ServicePrincipalId ID -AppRoleAssignmentId ASSIGNMENT`',
  ],
  mappings: {
    mitigations: ['M1047', 'M1018'],
    peers: {
      maester: ['MT.1050'],
      bloodhound: ['AZMGAppRoleAssignment_ReadWrite_All', 'AZMGRoleManagement_ReadWrite_Directory'],
    },
  },
  needs: [{ kind: 'entra.service-principal' }, { kind: 'entra.app-role-assignment' }],
  *judge(inventory, context) {
    const index = entraIndex(inventory);
    for (const app of inventory.of('entra.service-principal')) {
      if (app.type === 'ManagedIdentity' || index.isFirstParty(app)) continue;
      const held = index.permissions(app.objectId, context.knowledge);
      if (held.length === 0) continue;
      const subject = appSubject(app);
      const found = held.filter((it) => it.power?.path === 'direct');
      if (found.length === 0) {
        const nameless = held.filter((it) => it.name.includes('-') && it.api === undefined);
        yield nameless.length === 0
          ? { status: 'pass', subject }
          : {
              status: 'unknown',
              subject,
              reason: `what ${listed(nameless.map((it) => it.name))} allows is not known: the service principal of the API was not exported`,
            };
        continue;
      }
      yield {
        status: 'fail',
        subject,
        summary: `"${app.name}" holds ${listed(found.map((it) => it.name))}: ${found[0]?.power?.why}.`,
        evidence: found.map((it) => ({
          where: it.where,
          note: `${it.name} of ${it.apiName}: ${it.power?.why}${opinionsOf(context, it)}`,
        })),
      };
    }
  },
});
