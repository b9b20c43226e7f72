// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, entraIndex } from './entra-index.ts';

export const entraGroupOwnerConsentBlocked = defineCheck({
  id: 'entra-group-owner-consent-blocked',
  area: 'entra',
  title: 'Owners of groups and teams cannot consent for them',
  weakness: 'Owners of groups may let applications into their groups',
  severity: 'medium',
  rows: ['A4', 'W6'],
  why: 'With resource-specific consent the owner of a team lets an application read all its messages and files. An owner is one phished person, and nobody else is asked.',
  remediation: [
    'In the Entra admin center: Enterprise applications, Consent and permissions: "Do not allow group owner consent".',
    'Set EnableGroupSpecificConsent to false in the directory settings from template dffd5d46-495d-40a9-8e21-954ff55e198a, and take ManagePermissionGrantsForOwnedResource policies off the default user role.',
  ],
  mappings: {
    scuba: ['MS.AAD.5.4'],
    mitigations: ['M1047'],
    peers: { scubagear: ['MS.AAD.5.4'], maester: ['EIDSCA.CP01'], 'zt-assessment': ['21810'] },
  },
  needs: [{ kind: 'entra.authorization-policy' }],
  *judge(inventory) {
    const { tenant } = entraIndex(inventory);
    const setting = inventory
      .of('entra.directory-setting')
      .find((it) => it.values.EnableGroupSpecificConsent !== undefined);
    const value = setting?.values.EnableGroupSpecificConsent?.toLowerCase();
    for (const policy of inventory.of('entra.authorization-policy')) {
      const owned = policy.grantPolicies?.filter((it) => /^managepermissiongrantsforownedresource\./i.test(it));
      if (value === 'true' || (owned !== undefined && owned.length > 0)) {
        yield {
          status: 'fail',
          subject: tenant,
          summary: 'Owners of groups and teams may consent to applications that read what is in them.',
          evidence: [
            value === 'true' && setting !== undefined
              ? at(setting, 'EnableGroupSpecificConsent is true')
              : at(
                  policy,
                  `assigned: ${owned?.join(', ')}`,
                  'defaultUserRolePermissions',
                  'permissionGrantPoliciesAssigned',
                ),
          ],
        };
      } else if (owned === undefined) {
        yield {
          status: 'unknown',
          subject: tenant,
          reason: 'permissionGrantPoliciesAssigned is not in the export of the authorization policy',
        };
      } else yield { status: 'pass', subject: tenant };
    }
  },
});
