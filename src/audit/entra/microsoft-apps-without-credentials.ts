// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { isLive, keyName } from './app-facts.ts';
import { appSubject, entraIndex } from './entra-index.ts';

export const entraMicrosoftAppsWithoutCredentials = defineCheck({
  id: 'entra-microsoft-apps-without-credentials',
  area: 'entra',
  title: "Microsoft's own applications hold no credentials of this tenant",
  weakness: 'Credential on an application of Microsoft',
  severity: 'high',
  rows: ['A7', 'A8'],
  why: "A secret added to one of Microsoft's own service principals is a back door that few look for: it signs in under a trusted name with what Microsoft gave that application.",
  remediation: [
    'Find out who added it: audit log, activity "Update application - Certificates and secrets management" or "Add service principal credentials".',
    'Remove it: `Remove-MgServicePrincipalPassword` or `Remove-MgServicePrincipalKey`.',
  ],
  mappings: {
    mitigations: ['M1047'],
    techniques: ['T1528', 'T1098.001'],
    peers: { 'zt-assessment': ['21774', '21896'] },
  },
  needs: [{ kind: 'entra.service-principal' }],
  *judge(inventory, context) {
    const index = entraIndex(inventory);
    let seen = false;
    for (const app of inventory.of('entra.service-principal')) {
      if (!index.isFirstParty(app) || app.keys === undefined) continue;
      seen = true;
      const subject = appSubject(app);
      const keys = index.keys(app).filter((it) => isLive(it, context.now));
      if (keys.length === 0) {
        yield { status: 'pass', subject };
        continue;
      }
      yield {
        status: 'fail',
        subject,
        summary: `"${app.name}" belongs to Microsoft, and ${keys.length === 1 ? 'a credential' : `${keys.length} credentials`} of this tenant can sign in as it.`,
        evidence: keys.map((it) => ({
          where: it.where,
          note: `${it.type} ${keyName(it)}, since ${it.start?.slice(0, 10) ?? 'an unknown day'}`,
        })),
      };
    }
    if (!seen && inventory.of('entra.service-principal').some((it) => index.isFirstParty(it))) {
      yield {
        status: 'unknown',
        subject: index.tenant,
        reason: 'passwordCredentials and keyCredentials are not in the export of service principals',
      };
    }
  },
});
