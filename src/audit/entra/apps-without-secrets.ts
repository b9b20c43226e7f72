// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { liveKeys } from './app-facts.ts';
import { endNote, judgeKeys } from './judge-keys.ts';

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
  judge: (inventory, context) =>
    judgeKeys(inventory, (app, index) => liveKeys(index, app, context.now, 'client-secret'), {
      summary: ({ name }, found) =>
        `"${name}" signs in with ${found.length === 1 ? 'a client secret' : `${found.length} client secrets`}.`,
      note: endNote,
    }),
});
