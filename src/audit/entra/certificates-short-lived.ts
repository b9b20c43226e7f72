// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { liveKeys } from './app-facts.ts';
import { judgeKeys, lifeNote, outlives } from './judge-keys.ts';

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
  judge(inventory, context) {
    const days = context.settings.number('days');
    return judgeKeys(
      inventory,
      (app, index) => liveKeys(index, app, context.now, 'certificate').filter((it) => outlives(it, days)),
      {
        summary: ({ name }, found) =>
          `"${name}" has ${found.length === 1 ? 'a certificate' : `${found.length} certificates`} of more than ${days} days.`,
        note: lifeNote,
      },
    );
  },
});
