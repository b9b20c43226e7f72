// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { clientsOf, hasOwners } from './client-index.ts';

export const appsHaveOwners = defineCheck({
  id: 'apps-have-owners',
  area: 'apps',
  title: 'Our applications have somebody who answers for them',
  weakness: 'Application has no owner',
  severity: 'low',
  rows: ['A7', 'U3'],
  why: 'Without an owner nobody notices a new credential, nobody renews the old one, and nobody says that the application can go.',
  remediation: [
    'Name two people: `az ad app owner add --id APPID --owner-object-id OWNER`. Applications with privileges are better owned by administrators only.',
  ],
  mappings: { mitigations: ['M1047', 'M1018'], peers: { 'zt-assessment': ['24518'] } },
  needs: [{ kind: 'application' }],
  *judge(inventory) {
    for (const client of clientsOf(inventory)) {
      const { subject } = client;
      if (client.origin !== 'own' || !hasOwners(client)) continue;
      if (client.owners === undefined) {
        yield { status: 'unknown', subject, reason: 'owners were not exported' };
      } else if (client.owners.length > 0) yield { status: 'pass', subject };
      else {
        yield {
          status: 'fail',
          subject,
          summary: `Nobody owns the application "${client.name}".`,
          evidence: [{ where: client.where, note: 'no owners' }],
        };
      }
    }
  },
});
