// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { isLive, keyName } from './app-facts.ts';
import { appSubject, entraIndex } from './entra-index.ts';

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
      const found = index.keys(app).filter((it) => !isLive(it, context.now));
      if (found.length === 0) {
        yield { status: 'pass', subject };
        continue;
      }
      yield {
        status: 'fail',
        subject,
        summary: `"${app.name}" still carries ${found.length === 1 ? 'an expired credential' : `${found.length} expired credentials`}.`,
        evidence: found.map((it) => ({
          where: it.where,
          note: `${it.type} ${keyName(it)} ended ${it.end?.slice(0, 10)}`,
        })),
      };
    }
  },
});
