// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { entraId, knownRoles } from '../../model/inventory/entra-roles.ts';
import { at } from './entra-index.ts';

export const entraActivationNeedsMfa = defineCheck({
  id: 'entra-activation-needs-mfa',
  area: 'entra',
  title: 'Activating a privileged role needs a second factor',
  weakness: 'A privileged role is activated without a second factor',
  severity: 'medium',
  rows: ['A4', 'U5', 'U11'],
  why: 'With a stolen session the thief is already signed in. Only a new proof at the moment of activation stops them from becoming an administrator.',
  remediation: [
    'In the Entra admin center: Identity Governance, Privileged Identity Management, Microsoft Entra roles, Settings, the role, Edit: "On activation, require": an authentication context with phishing-resistant MFA, or Azure MFA.',
  ],
  mappings: { mitigations: ['M1018'] },
  needs: [{ kind: 'entra.role-policy' }],
  *judge(inventory) {
    for (const policy of inventory.of('entra.role-policy')) {
      const role = knownRoles.get(policy.definitionId);
      if (role === undefined || role.level === 'reader') continue;
      const subject = { kind: 'role', id: entraId.role(policy.definitionId), name: role.name };
      if (policy.activationRules === undefined) {
        yield {
          status: 'unknown',
          subject,
          reason: 'the rule Enablement_EndUser_Assignment is not in the export: add $expand=policy($expand=rules)',
        };
      } else if (
        !(policy.activationRules ?? []).includes('MultiFactorAuthentication') &&
        policy.authenticationContext !== true
      ) {
        yield {
          status: 'fail',
          subject,
          summary: `${role.name} is activated without a second factor.`,
          evidence: [at(policy, 'Enablement_EndUser_Assignment', 'policy', 'rules')],
        };
      } else yield { status: 'pass', subject };
    }
  },
});
