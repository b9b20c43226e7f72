// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { privilegesOf } from './app-facts.ts';
import { appSubject, at, entraIndex, listed, nameOf } from './entra-index.ts';

export const entraOwnersAsStrongAsApp = defineCheck({
  id: 'entra-owners-as-strong-as-app',
  area: 'entra',
  title: 'Applications with privileges are owned only by who has as much',
  weakness: 'Owner is weaker than the application',
  severity: 'high',
  rows: ['A2', 'A6', 'A7'],
  why: 'Whoever phishes the owner, a developer perhaps, adds a secret and has what the application has. The application lends its rights to everybody who owns it.',
  remediation: [
    'Take the ownership from people without the role: `az ad app owner remove --id APPID --owner-object-id OWNER`; keep responsibility in a register and give Cloud Application Administrator through PIM.',
  ],
  mappings: {
    mitigations: ['M1047', 'M1018'],
    peers: {
      maester: ['MT.1077', 'MT.1078'],
      prowler: ['entra_service_principal_privileged_role_no_owners'],
      bloodhound: ['AZOwns', 'AZRunsAs'],
    },
  },
  needs: [{ kind: 'entra.service-principal' }, { kind: 'entra.role-assignment' }],
  *judge(inventory, context) {
    const index = entraIndex(inventory);
    for (const app of inventory.of('entra.service-principal')) {
      if (app.type === 'ManagedIdentity' || index.isFirstParty(app)) continue;
      const held = privilegesOf(index, app.objectId, context.knowledge);
      if (held.length === 0) continue;
      const subject = appSubject(app);
      const registration = index.registrations.get(app.appId);
      const lists = [index.owners(app), registration === undefined ? [] : index.owners(registration)];
      const owners = [...new Set(lists.flatMap((it) => it ?? []))];
      const needed = held.some((it) => it.control) ? 'control' : 'high';
      const weak = owners.filter(
        (it) =>
          !(index.roles.get(it) ?? []).some(
            (role) => role.level === 'control' || (needed === 'high' && role.known?.appAdmin === true),
          ),
      );
      if (weak.length > 0) {
        yield {
          status: 'fail',
          subject,
          severity: needed === 'control' ? 'critical' : 'high',
          summary: `${listed(weak.map((it) => nameOf(index, it)))} may become "${app.name}", which holds ${listed(held.map((it) => it.name))}, and has no such right otherwise.`,
          evidence: [
            at(
              registration ?? app,
              `owned by ${listed(
                weak.map((it) => nameOf(index, it)),
                10,
              )}`,
              'owners',
            ),
            ...held.map((it) => ({ where: it.where, note: `${it.name}: ${it.why}` })),
          ],
        };
      } else if (lists.some((it) => it === undefined)) {
        yield {
          status: 'unknown',
          subject,
          reason: 'owners were not exported: GET /applications?$expand=owners($select=id), and of /servicePrincipals',
        };
      } else yield { status: 'pass', subject };
    }
  },
});
