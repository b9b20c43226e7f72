// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { isLive, keyName } from './app-facts.ts';
import { judgeKeys } from './judge-keys.ts';

export const entraExpiredCredentialsRemoved = defineCheck({
  id: 'entra-expired-credentials-removed',
  area: 'entra',
  title: 'Expired credentials are removed from applications',
  weakness: 'Expired credential still on an application',
  severity: 'low',
  rows: ['A7'],
  why: 'Expired credentials hide the live one that a thief added among them, and show that nobody looks after the application.',
  remediation: ['`az ad app credential delete --id APPID --key-id KEYID`'],
  mappings: { mitigations: ['M1047'], peers: { prowler: ['entra_app_registration_credential_not_expired'] } },
  needs: [{ kind: 'entra.application' }],
  judge: (inventory, context) =>
    judgeKeys(inventory, (app, index) => index.keys(app).filter((it) => !isLive(it, context.now)), {
      summary: ({ name }, found) =>
        `"${name}" still carries ${found.length === 1 ? 'an expired credential' : `${found.length} expired credentials`}.`,
      note: (key) => `${key.type} ${keyName(key)} ended ${key.end?.slice(0, 10)}`,
    }),
});
