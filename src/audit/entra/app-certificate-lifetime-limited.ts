// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeLimit } from './judge-limits.ts';

export const entraAppCertificateLifetimeLimited = defineCheck({
  id: 'entra-app-certificate-lifetime-limited',
  area: 'entra',
  title: 'Certificates of applications live a year at most',
  weakness: 'Certificates of applications may live for years',
  severity: 'low',
  rows: ['A4'],
  why: 'The private key of a certificate is copied like a secret where it lies in a file. A year bounds how long such a copy is good.',
  remediation: [
    '`PATCH https://graph.microsoft.com/v1.0/policies/defaultAppManagementPolicy` with `{"isEnabled":true,"applicationRestrictions":{"keyCredentials":[{"restrictionType":"asymmetricKeyLifetime","state":"enabled","maxLifetime":"P365D","restrictForAppsCreatedAfterDateTime":"2019-01-01T00:00:00Z"}]}}`.',
  ],
  mappings: {
    scuba: ['MS.AAD.5.7'],
    mitigations: ['M1047'],
    peers: {
      maester: ['MT.1002'],
      'zt-assessment': ['21775'],
      prowler: ['entra_default_app_management_policy_enabled'],
      scubagear: ['MS.AAD.5.7'],
    },
  },
  needs: [{ kind: 'entra.app-management-policy' }],
  settings: {
    days: { default: 365, description: 'longest lifetime in days', published: ['ScubaGear MS.AAD.5.7: 365 days'] },
  },
  judge: (inventory, context) =>
    judgeLimit(
      inventory,
      'keys',
      'asymmetricKeyLifetime',
      'does not limit how long certificates live',
      context.settings.number('days'),
    ),
});
