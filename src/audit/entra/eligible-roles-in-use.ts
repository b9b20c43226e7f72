// SPDX-License-Identifier: Apache-2.0
import { defineCheck, type Verdict } from '../../model/check.ts';
import { entraId } from '../../model/inventory/entra-roles.ts';
import { entraIndex } from './entra-index.ts';

export const entraEligibleRolesInUse = defineCheck({
  id: 'entra-eligible-roles-in-use',
  area: 'entra',
  title: 'Roles that people may activate are activated now and then',
  weakness: 'Somebody may activate a role that they never use',
  severity: 'medium',
  rows: ['U1', 'A6'],
  why: 'A role that one only needs to activate is a role for whoever holds a token of that account. Where it is never used, nobody misses it, and nobody wonders at the one activation that a thief makes.',
  remediation: [
    'End the eligibility: `POST https://graph.microsoft.com/v1.0/roleManagement/directory/roleEligibilityScheduleRequests` with `"action": "adminRemove"`.',
    'Set the days after which it counts as unused: Privileged Identity Management > Microsoft Entra roles > Alerts > Setting.',
  ],
  mappings: { mitigations: ['M1018', 'M1026'], peers: { maester: ['MT.1030'] } },
  needs: [{ kind: 'entra.role-alert' }],
  *judge(inventory): Iterable<Verdict> {
    const { tenant } = entraIndex(inventory);
    const alert = inventory.of('entra.role-alert').find((it) => it.alert === 'RedundantAssignmentAlert');
    if (alert === undefined) {
      yield {
        status: 'unknown',
        subject: tenant,
        reason:
          'RedundantAssignmentAlert is not among the exported alerts: it needs Entra ID P2 and a scan of the alerts',
      };
      return;
    }
    if (alert.incidents === undefined) {
      yield alert.active === false
        ? { status: 'pass', subject: tenant }
        : {
            status: 'unknown',
            subject: tenant,
            reason: 'who the alert is about was not exported: add $expand=alertIncidents',
          };
      return;
    }
    const byPrincipal = new Map<string, (typeof alert.incidents)[number][]>();
    for (const it of alert.incidents) byPrincipal.set(it.principalId, [...(byPrincipal.get(it.principalId) ?? []), it]);
    if (byPrincipal.size === 0) yield { status: 'pass', subject: tenant };
    for (const [principalId, incidents] of byPrincipal) {
      const name = incidents[0]?.principalName ?? principalId;
      const roles = incidents.map((it) => {
        const since =
          it.lastActivated === undefined ? 'never activated' : `last activated ${it.lastActivated.slice(0, 10)}`;
        return `${it.roleName ?? it.definitionId ?? 'a role'} (${since})`;
      });
      yield {
        status: 'fail',
        subject: { kind: 'user', id: entraId.user(principalId), name },
        summary: `${name} may activate ${roles.slice(0, 3).join(', ')}, and does not use it.`,
        evidence: [{ where: alert.where, note: roles.join(', ') }],
      };
    }
  },
});
