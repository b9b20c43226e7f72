// SPDX-License-Identifier: Apache-2.0
import { fail, pass, unknown } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { adminConsole, allowingRules, place } from './okta-index.ts';

export const oktaAppAccessRequiresMfa = defineCheck({
  id: 'okta-app-access-requires-mfa',
  area: 'okta',
  title: 'Applications are opened with two factors',
  weakness: 'Application opened with one factor',
  severity: 'high',
  rows: ['A4', 'U5', 'U10'],
  why: 'An access policy that is content with a password makes the applications behind it as weak as that password, and tokens for them are issued to whoever has it.',
  remediation: [
    'Security, Authentication policies, the policy, the rule: "User must authenticate with" any two factor types.',
    'Or: `PUT /api/v1/policies/POLICY/rules/RULE` with `actions.appSignOn.verificationMethod.factorMode` 2FA.',
  ],
  mappings: {
    mitigations: ['M1047', 'M1018', 'M1032'],
    peers: { prowler: ['application_admin_console_mfa_required', 'application_dashboard_mfa_required'] },
  },
  needs: [{ kind: 'okta.policy-rule' }],
  *judge(inventory) {
    const adminApp = adminConsole(inventory);
    for (const { rule, subject, policyId } of allowingRules(inventory, 'ACCESS_POLICY')) {
      if (rule.factorMode === undefined) {
        yield unknown(subject, 'the rule has no verificationMethod.factorMode in the export');
      } else if (rule.factorMode === '2FA') yield pass(subject);
      else {
        const admin = adminApp?.accessPolicyId !== undefined && adminApp.accessPolicyId === policyId;
        yield fail(
          subject,
          `The rule "${subject.name}" opens ${admin ? 'the admin console' : 'applications'} with one factor.`,
          place(rule, rule.factorMode, 'actions', 'appSignOn', 'verificationMethod', 'factorMode'),
          admin ? { severity: 'critical' } : {},
        );
      }
    }
  },
});
