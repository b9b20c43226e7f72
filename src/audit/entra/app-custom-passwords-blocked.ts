// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeLimit } from './judge-limits.ts';

export const entraAppCustomPasswordsBlocked = defineCheck({
  id: 'entra-app-custom-passwords-blocked',
  area: 'entra',
  title: 'Client secrets cannot be chosen by people',
  weakness: 'Client secrets may be chosen by people',
  severity: 'medium',
  rows: ['A4'],
  why: 'A secret that a person chose is short and used elsewhere too. Older interfaces accept such values; a thief who may write to an application sets one they know.',
  remediation: [
    '`PATCH https://graph.microsoft.com/v1.0/policies/defaultAppManagementPolicy` with `{"isEnabled":true,"applicationRestrictions":{"passwordCredentials":[{"restrictionType":"customPasswordAddition","state":"enabled","maxLifetime":null,"restrictForAppsCreatedAfterDateTime":"2019-01-01T00:00:00Z"}]}}`.',
  ],
  mappings: {
    mitigations: ['M1047'],
    peers: {
      maester: ['MT.1002'],
      'zt-assessment': ['21775'],
      prowler: ['entra_default_app_management_policy_enabled'],
    },
  },
  needs: [{ kind: 'entra.app-management-policy' }],
  judge: (inventory) =>
    judgeLimit(inventory, 'passwords', 'customPasswordAddition', 'lets people choose client secrets'),
});
