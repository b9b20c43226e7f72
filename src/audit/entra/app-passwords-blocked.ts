// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeLimit } from './judge-limits.ts';

export const entraAppPasswordsBlocked = defineCheck({
  id: 'entra-app-passwords-blocked',
  area: 'entra',
  title: 'Client secrets cannot be added to applications',
  weakness: 'Client secrets may be added to applications',
  severity: 'medium',
  rows: ['A4'],
  why: 'A client secret is a password that is copied into files, chats and pipelines, and whoever finds it is the application. Certificates and federation leave nothing to copy.',
  remediation: [
    '`PATCH https://graph.microsoft.com/v1.0/policies/defaultAppManagementPolicy` with `{"isEnabled":true,"applicationRestrictions":{"passwordCredentials":[{"restrictionType":"passwordAddition","state":"enabled","maxLifetime":null,"restrictForAppsCreatedAfterDateTime":"2019-01-01T00:00:00Z"}]}}`.',
    'Give applications that still need a secret an app management policy of their own, with an end.',
  ],
  mappings: {
    scuba: ['MS.AAD.5.5'],
    mitigations: ['M1047'],
    peers: {
      maester: ['MT.1002'],
      'zt-assessment': ['21775'],
      prowler: ['entra_default_app_management_policy_enabled'],
      scubagear: ['MS.AAD.5.5'],
    },
  },
  needs: [{ kind: 'entra.app-management-policy' }],
  judge: (inventory) => judgeLimit(inventory, 'passwords', 'passwordAddition', 'lets client secrets be added'),
});
