// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { privilegesOf } from './app-facts.ts';
import { appSubject, at, entraIndex, listed } from './entra-index.ts';

export const entraPrivilegedAppsHaveResponsible = defineCheck({
  id: 'entra-privileged-apps-have-responsible',
  area: 'entra',
  title: 'Somebody answers for every application with privileges',
  weakness: 'Nobody answers for an application with privileges',
  severity: 'medium',
  rows: ['A7', 'U3'],
  why: 'Where nobody answers for an application, nobody says whether a new secret on it is right, and nobody is asked before it is kept for another year.',
  remediation: ['Name somebody who holds the right roles: `az ad app owner add --id APPID --owner-object-id OWNER`.'],
  mappings: { mitigations: ['M1047', 'M1018'], peers: { 'zt-assessment': ['21867', '24518'] } },
  needs: [{ kind: 'entra.service-principal' }],
  *judge(inventory, context) {
    const index = entraIndex(inventory);
    for (const app of inventory.of('entra.service-principal')) {
      if (app.type === 'ManagedIdentity' || index.isFirstParty(app)) continue;
      const held = privilegesOf(index, app.objectId, context.knowledge);
      if (held.length === 0) continue;
      const subject = appSubject(app);
      const registration = index.registrations.get(app.appId);
      const lists = [index.owners(app), registration === undefined ? [] : index.owners(registration)];
      if (lists.some((it) => it !== undefined && it.length > 0)) yield { status: 'pass', subject };
      else if (lists.some((it) => it === undefined)) {
        yield {
          status: 'unknown',
          subject,
          reason: 'owners were not exported: GET /applications?$expand=owners($select=id), and of /servicePrincipals',
        };
      } else {
        yield {
          status: 'fail',
          subject,
          summary: `"${app.name}" holds ${listed(held.map((it) => it.name))} and has no owner.`,
          evidence: [
            at(registration ?? app, 'no owners', 'owners'),
            ...held.map((it) => ({ where: it.where, note: `${it.name}: ${it.why}` })),
          ],
        };
      }
    }
  },
});
