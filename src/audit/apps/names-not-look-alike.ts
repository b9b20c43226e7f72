// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { clientsOf } from './client-index.ts';

export const appsNamesNotLookAlike = defineCheck({
  id: 'apps-names-not-look-alike',
  area: 'apps',
  title: 'No application bears a name that imitates a known one',
  weakness: 'Application imitates the name of a known one',
  severity: 'high',
  rows: ['A7', 'A8', 'W5'],
  why: 'People look at the name on the consent screen and at nothing else. "Micr0soft Office" with a mailbox in view gets an Accept.',
  remediation: [
    'Look at its publisher, redirect addresses and who consented.',
    'Disable it at once: `az ad sp update --id ID --set accountEnabled=false`; then revoke its grants (`DELETE /oauth2PermissionGrants/{id}`) and the sessions of who consented (`POST /users/{id}/revokeSignInSessions`).',
  ],
  mappings: { mitigations: ['M1047', 'M1017', 'M1021'], techniques: ['T1528', 'T1036.005'] },
  needs: [{ kind: 'application' }],
  *judge(inventory, context) {
    for (const client of clientsOf(inventory)) {
      const { subject } = client;
      const found = context.knowledge.namesake(client.name);
      if (found === undefined || found.id === client.clientId?.toLowerCase() || !found.firstParty) {
        yield { status: 'pass', subject };
        continue;
      }
      const same = found.why === 'same';
      yield {
        status: 'fail',
        subject,
        severity: client.origin === 'own' ? 'medium' : 'high',
        ...(same && client.origin === 'own' ? { confidence: 'medium' as const } : {}),
        summary: `"${client.name}" ${same ? 'bears the name of' : 'looks like'} Microsoft's "${found.name}" and is another application.`,
        evidence: [
          {
            where: client.where,
            note: `${same ? 'the same name' : found.why}; the real one is ${found.id}, this one ${client.clientId ?? 'of no known id'}`,
          },
        ],
      };
    }
  },
});
