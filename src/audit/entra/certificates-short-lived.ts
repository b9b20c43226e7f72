// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { keyName, lifetime, liveKeys } from './app-facts.ts';
import { appSubject, entraIndex } from './entra-index.ts';

export const entraCertificatesShortLived = defineCheck({
  id: 'entra-certificates-short-lived',
  area: 'entra',
  title: 'Certificates of applications live a year at most',
  weakness: 'Certificate of an application lives too long',
  severity: 'low',
  rows: ['A4', 'A7'],
  why: 'The private key of a certificate is copied like any file where it is not held in hardware. Its end is the only thing that is sure to stop the copy.',
  remediation: [
    'Let a vault issue and renew the certificate, and remove the old one: `az ad app credential delete --cert --id APPID --key-id KEYID`.',
  ],
  mappings: {
    scuba: ['MS.AAD.5.7'],
    mitigations: ['M1047'],
    peers: { scubagear: ['MS.AAD.5.7'], maester: ['MT.1198'], 'zt-assessment': ['21773', '21992'] },
  },
  needs: [{ kind: 'entra.application' }],
  settings: {
    days: {
      default: 366,
      description: 'longest life of a certificate in days',
      published: ['ScubaGear MS.AAD.5.7: 365 days', 'Microsoft Zero Trust Assessment 21773: 180 days'],
    },
  },
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
      const found = liveKeys(index, app, context.now, 'certificate').filter(
        (it) => (lifetime(it) ?? Number.POSITIVE_INFINITY) > context.settings.number('days'),
      );
      if (found.length === 0) {
        yield { status: 'pass', subject };
        continue;
      }
      yield {
        status: 'fail',
        subject,
        summary: `"${app.name}" has ${found.length === 1 ? 'a certificate' : `${found.length} certificates`} of more than ${context.settings.number('days')} days.`,
        evidence: found.map((it) => ({
          where: it.where,
          note: `${keyName(it)} lives ${lifetime(it) ?? 'unknown'} days, until ${it.end?.slice(0, 10) ?? 'an unknown day'}`,
        })),
      };
    }
  },
});
