// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at } from './entra-index.ts';

export const entraGuestsHaveSponsors = defineCheck({
  id: 'entra-guests-have-sponsors',
  area: 'entra',
  title: 'Somebody answers for every guest',
  weakness: 'Nobody answers for a guest',
  severity: 'low',
  rows: ['U3', 'A6'],
  why: 'Without a sponsor nobody says when the contract of a guest ends. The account stays, and its home may be taken long after.',
  remediation: ['`POST https://graph.microsoft.com/v1.0/users/ID/sponsors/$ref`, or end the guest.'],
  mappings: { mitigations: ['M1018'], peers: { 'zt-assessment': ['21877'] } },
  needs: [{ kind: 'entra.user' }],
  *judge(inventory) {
    for (const user of inventory.of('entra.user')) {
      if (user.type !== 'guest' || user.enabled === false) continue;
      const subject = { kind: 'user', id: user.id, name: user.upn };
      const told = inventory.find('entra.sponsors', `entra:sponsors:${user.objectId}`);
      if (told === undefined) {
        yield {
          status: 'unknown',
          subject,
          reason: "sponsors were not exported: GET /users?$filter=userType eq 'Guest'&$expand=sponsors",
        };
      } else if (told.sponsors.length > 0) yield { status: 'pass', subject };
      else
        yield {
          status: 'fail',
          subject,
          summary: `Nobody in the tenant answers for the guest ${user.upn}.`,
          evidence: [at(told, 'no sponsors', 'sponsors')],
        };
    }
  },
});
