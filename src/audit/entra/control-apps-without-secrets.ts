// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { keyName, keysOfBoth, privilegesOf } from './app-facts.ts';
import { appSubject, entraIndex } from './entra-index.ts';

export const entraControlAppsWithoutSecrets = defineCheck({
  id: 'entra-control-apps-without-secrets',
  area: 'entra',
  title: 'What controls the tenant is not proved by a client secret',
  weakness: 'A client secret controls the tenant',
  severity: 'critical',
  rows: ['A4', 'A6', 'A7'],
  why: 'A text of forty characters, in some file or pipeline, is all that stands between a thief and the whole tenant.',
  remediation: [
    'Take the role or permission away, or move the application to federation or a certificate in hardware today.',
    'Remove the secret: `az ad app credential delete --id APPID --key-id KEYID`, and read the sign-in log of the service principal.',
  ],
  mappings: {
    mitigations: ['M1047', 'M1018'],
    peers: { maester: ['MT.1027'], prowler: ['entra_service_principal_no_secrets_for_permanent_tier0_roles'] },
  },
  needs: [{ kind: 'entra.service-principal' }, { kind: 'entra.application' }, { kind: 'entra.role-assignment' }],
  *judge(inventory, context) {
    const index = entraIndex(inventory);
    for (const app of inventory.of('entra.service-principal')) {
      if (app.type === 'ManagedIdentity' || index.isFirstParty(app)) continue;
      const control = privilegesOf(index, app.objectId, context.knowledge).filter((it) => it.control);
      if (control.length === 0) continue;
      const subject = appSubject(app);
      const secrets = keysOfBoth(index, app, context.now, 'client-secret');
      if (secrets.length === 0) {
        const known =
          app.keys !== undefined &&
          (!index.registrations.has(app.appId) || index.registrations.get(app.appId)?.keys !== undefined);
        yield known
          ? { status: 'pass', subject }
          : { status: 'unknown', subject, reason: 'passwordCredentials of the application are not in the export' };
        continue;
      }
      yield {
        status: 'fail',
        subject,
        summary: `A client secret of "${app.name}" is enough for the whole tenant: ${control[0]?.why}.`,
        evidence: [...control, ...secrets].slice(0, 20).map((it) => ({
          where: it.where,
          note:
            'why' in it
              ? `${it.name}: ${it.why}`
              : `client secret ${keyName(it)} until ${it.end?.slice(0, 10) ?? 'no end'}`,
        })),
      };
    }
  },
});
