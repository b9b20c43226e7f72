// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { scopeEvidence } from './app-words.ts';
import { clientsOf } from './client-index.ts';

export const appsNoKnownAbused = defineCheck({
  id: 'apps-no-known-abused',
  area: 'apps',
  title: 'No application is one that attackers are known to add',
  weakness: 'Application that attackers are known to add',
  severity: 'high',
  rows: ['A7', 'A8', 'W7'],
  why: "Thieves who hold an account seldom write their own program: they add a known one that copies whole mailboxes or drives, under the victim's consent. Most are honest products, and the question is who asked for them here.",
  remediation: [
    'Ask the people who consented whether they know it.',
    'Disable it at once: `az ad sp update --id ID --set accountEnabled=false`; then revoke its grants (`DELETE /oauth2PermissionGrants/{id}`) and the sessions of who consented (`POST /users/{id}/revokeSignInSessions`).',
  ],
  mappings: {
    mitigations: ['M1047', 'M1021'],
    techniques: ['T1528', 'T1114.002'],
    peers: { cazadora: ['traitorware-name'] },
  },
  needs: [{ kind: 'application' }],
  *judge(inventory, context) {
    for (const client of clientsOf(inventory)) {
      const { subject } = client;
      const byId = client.clientId === undefined ? undefined : context.knowledge.client(client.clientId);
      const known = byId?.abused === true && !byId.firstParty ? byId : undefined;
      const byName = known === undefined ? context.knowledge.namesake(client.name) : undefined;
      if (known !== undefined) {
        yield {
          status: 'fail',
          subject,
          summary: `"${client.name}" is an application that attackers are known to add.`,
          evidence: [
            {
              where: client.where,
              note: `${known.name}, ${client.clientId}: ${known.note ?? 'in lists of abused applications'}`,
            },
            ...scopeEvidence(client.grants.scopes(context.knowledge), 5),
          ],
        };
      } else if (byName?.abused === true && byName.why === 'same') {
        yield {
          status: 'fail',
          subject,
          confidence: 'medium',
          summary: `"${client.name}" bears the name of an application that attackers are known to add, under another id.`,
          evidence: [
            {
              where: client.where,
              note: `${byName.name} is known as ${byName.id}, this one is ${client.clientId ?? 'of no known id'}`,
            },
          ],
        };
      } else yield { status: 'pass', subject };
    }
  },
});
