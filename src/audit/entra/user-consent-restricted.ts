// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import type { Inventory } from '../../model/inventory/inventory.ts';
import { at, entraIndex } from './entra-index.ts';

const meanings: ReadonlyMap<string, string> = new Map([
  ['microsoft-user-default-legacy', 'any application, for any permission that needs no administrator'],
  ['microsoft-user-default-low', 'applications of verified publishers, for permissions classified as low'],
  ['microsoft-user-default-recommended', 'what Microsoft currently recommends, which changes without asking'],
]);

/** Whether a policy lets in applications that nobody verified, for more than what is classified as low. */
function isWide(inventory: Inventory, policy: string | undefined): boolean {
  if (policy === 'microsoft-user-default-legacy') return true;
  const own = inventory.find('entra.permission-grant-policy', `entra:permission-grant-policy:${policy?.toLowerCase()}`);
  return (
    own?.includes?.some(
      (it) =>
        it.permissionType !== 'application' &&
        it.verifiedPublisher !== true &&
        it.classification !== 'low' &&
        it.clientIds.every((id) => id === 'all'),
    ) === true
  );
}

export const entraUserConsentRestricted = defineCheck({
  id: 'entra-user-consent-restricted',
  area: 'entra',
  title: 'Users cannot consent to applications by themselves',
  weakness: 'Users may consent to applications',
  severity: 'high',
  rows: ['A4', 'W6'],
  why: "Consent phishing needs one click: the victim signs in at Microsoft, presses Accept, and the thief's application has a refresh token for the mailbox. No password was stolen and a new password changes nothing.",
  remediation: [
    'In the Entra admin center: Enterprise applications, Consent and permissions: "Do not allow user consent".',
    'Or: `PATCH https://graph.microsoft.com/v1.0/policies/authorizationPolicy` with `{"defaultUserRolePermissions":{"permissionGrantPoliciesAssigned":["ManagePermissionGrantsForOwnedResource.microsoft-dynamically-managed-permissions-for-team"]}}`.',
    'Turn the admin consent workflow on, so that people can ask.',
  ],
  mappings: {
    cis: ['M365 6.0 5.1.5.1'],
    scuba: ['MS.AAD.5.2'],
    mitigations: ['M1047', 'M1021', 'M1017'],
    peers: {
      scubagear: ['MS.AAD.5.2'],
      maester: ['EIDSCA.AP08'],
      'zt-assessment': ['21776'],
      prowler: ['entra_policy_restricts_user_consent_for_apps', 'entra_policy_user_consent_for_verified_apps'],
      monkey365: ['aad_require_admin_consent_apps', 'eid_allow_consent_apps_from_trusted_publishers'],
    },
  },
  needs: [{ kind: 'entra.authorization-policy' }],
  settings: {
    'allowed-policies': {
      default: [],
      description: 'ids of permission grant policies that users may have',
      published: [
        'CIS M365 5.1.5.1 and ScubaGear MS.AAD.5.2: none',
        'Microsoft: microsoft-user-default-low, with permissions classified as low',
      ],
    },
  },
  *judge(inventory, context) {
    const { tenant } = entraIndex(inventory);
    const allowed = new Set(context.settings.list('allowed-policies'));
    for (const policy of inventory.of('entra.authorization-policy')) {
      if (policy.grantPolicies === undefined) {
        yield {
          status: 'unknown',
          subject: tenant,
          reason: 'permissionGrantPoliciesAssigned is not in the export of the authorization policy',
        };
        continue;
      }
      const assigned = policy.grantPolicies
        .map((it) => /^managepermissiongrantsforself\.(.+)$/i.exec(it)?.[1] ?? (it.includes('.') ? undefined : it))
        .filter((it) => it !== undefined && it !== 'microsoft-user-default-allow-consent-apps');
      const open = assigned.filter((it) => it !== undefined && !allowed.has(it));
      if (open.length === 0) {
        yield { status: 'pass', subject: tenant };
        continue;
      }
      const what = open.map((it) => meanings.get(it ?? '') ?? `what the policy "${it}" allows`);
      yield {
        status: 'fail',
        subject: tenant,
        severity: open.some((it) => isWide(inventory, it)) ? 'high' : 'medium',
        summary: `Every user may consent by themselves to ${what.join(', and to ')}.`,
        evidence: [
          at(
            policy,
            `assigned: ${policy.grantPolicies.join(', ')}`,
            'defaultUserRolePermissions',
            'permissionGrantPoliciesAssigned',
          ),
        ],
      };
    }
  },
});
