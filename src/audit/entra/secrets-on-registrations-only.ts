// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { keyName, liveKeys } from './app-facts.ts';
import { appSubject, entraIndex } from './entra-index.ts';

export const entraSecretsOnRegistrationsOnly = defineCheck({
  id: 'entra-secrets-on-registrations-only',
  area: 'entra',
  title: 'Credentials stand on registrations, not on service principals',
  weakness: 'Credential hidden on a service principal',
  severity: 'high',
  rows: ['A7', 'A8'],
  why: 'A secret on the service principal does not show on the page of the registration where people look. Attackers who took an administrator put theirs there, also on applications of vendors.',
  remediation: [
    'Find out who added it: audit log, "Add service principal credentials".',
    'Remove it: `Remove-MgServicePrincipalPassword -ServicePrincipalId ID -KeyId KEYID`.',
  ],
  mappings: {
    mitigations: ['M1047'],
    techniques: ['T1528', 'T1098.001'],
    peers: { 'zt-assessment': ['21896'], bloodhound: ['AZAddSecret'] },
  },
  needs: [{ kind: 'entra.service-principal' }],
  *judge(inventory, context) {
    const index = entraIndex(inventory);
    for (const app of inventory.of('entra.service-principal')) {
      if (app.type !== 'Application' || index.isFirstParty(app)) continue;
      const subject = appSubject(app);
      if (app.keys === undefined) {
        yield {
          status: 'unknown',
          subject,
          reason: 'passwordCredentials and keyCredentials are not in the export of service principals',
        };
        continue;
      }
      // Certificates of service principals sign SAML answers as a rule.
      const secrets = liveKeys(index, app, context.now, 'client-secret');
      if (secrets.length === 0) yield { status: 'pass', subject };
      else {
        yield {
          status: 'fail',
          subject,
          summary: `${secrets.length === 1 ? 'A secret' : `${secrets.length} secrets`} on the service principal of "${app.name}" can sign in as it, unseen on its registration.`,
          evidence: secrets.map((it) => ({
            where: it.where,
            note: `${keyName(it)}, from ${it.start?.slice(0, 10) ?? 'an unknown day'} to ${it.end?.slice(0, 10) ?? 'no end'}`,
          })),
        };
      }
    }
  },
});
