// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { keyName, liveKeys } from './app-facts.ts';
import { appSubject, entraIndex } from './entra-index.ts';

export const entraAppsWithoutSecrets = defineCheck({
  id: 'entra-apps-without-secrets',
  area: 'entra',
  title: 'Applications prove themselves without client secrets',
  weakness: 'Application signs in with a client secret',
  severity: 'medium',
  rows: ['A4', 'A7'],
  why: 'A client secret is a password in a file. Scanners find them in repositories, images and logs every day, and nothing tells the thief from the application.',
  remediation: [
    'Use a managed identity or workload identity federation where the program runs in a cloud or pipeline, a certificate from a vault elsewhere.',
    'Then remove the secret: `az ad app credential delete --id APPID --key-id KEYID`.',
  ],
  mappings: {
    mitigations: ['M1047'],
    peers: {
      maester: ['MT.1057'],
      'zt-assessment': ['21772'],
      prowler: ['entra_app_registration_client_secret_unused'],
    },
  },
  needs: [{ kind: 'entra.application' }],
  *judge(inventory, context) {
    const index = entraIndex(inventory);
    for (const app of inventory.of('entra.application')) {
      const subject = appSubject(app);
      if (app.keys === undefined) {
        yield {
          status: 'unknown',
          subject,
          reason: 'passwordCredentials and keyCredentials are not in the export of applications',
        };
        continue;
      }
      const found = liveKeys(index, app, context.now, 'client-secret');
      if (found.length === 0) {
        yield { status: 'pass', subject };
        continue;
      }
      yield {
        status: 'fail',
        subject,
        summary: `"${app.name}" signs in with ${found.length === 1 ? 'a client secret' : `${found.length} client secrets`}.`,
        evidence: found.map((it) => ({
          where: it.where,
          note: `${keyName(it)} ends ${it.end?.slice(0, 10) ?? 'never'}`,
        })),
      };
    }
  },
});
