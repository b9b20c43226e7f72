// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeLimit } from './judge-limits.ts';

export const entraAppPasswordLifetimeLimited = defineCheck({
  id: 'entra-app-password-lifetime-limited',
  area: 'entra',
  title: 'Client secrets of applications live half a year at most',
  weakness: 'Client secrets of applications may live for years',
  severity: 'medium',
  rows: ['A4'],
  why: 'A secret found in an old backup or repository is still good where nothing ends it.',
  remediation: [
    '`PATCH https://graph.microsoft.com/v1.0/policies/defaultAppManagementPolicy` with `{"isEnabled":true,"applicationRestrictions":{"passwordCredentials":[{"restrictionType":"passwordLifetime","state":"enabled","maxLifetime":"P180D","restrictForAppsCreatedAfterDateTime":"2019-01-01T00:00:00Z"}]}}`.',
  ],
  mappings: {
    scuba: ['MS.AAD.5.6'],
    mitigations: ['M1047'],
    peers: {
      maester: ['MT.1002'],
      'zt-assessment': ['21775'],
      prowler: ['entra_default_app_management_policy_enabled'],
      scubagear: ['MS.AAD.5.6'],
    },
  },
  needs: [{ kind: 'entra.app-management-policy' }],
  settings: {
    days: { default: 180, description: 'longest lifetime in days', published: ['ScubaGear MS.AAD.5.6: 180 days'] },
  },
  judge: (inventory, context) =>
    judgeLimit(
      inventory,
      'passwords',
      'passwordLifetime',
      'does not limit how long client secrets live',
      context.settings.number('days'),
    ),
});
