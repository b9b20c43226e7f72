// SPDX-License-Identifier: Apache-2.0
import { fail, pass, unknown } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { adminConsole, allowingRules, organisation, place } from './okta-index.ts';

export const oktaAdminConsolePhishingResistant = defineCheck({
  id: 'okta-admin-console-phishing-resistant',
  area: 'okta',
  title: 'The admin console asks for a factor that cannot be phished',
  weakness: 'Admin console open to phished factors',
  severity: 'high',
  rows: ['A4', 'U5', 'U10'],
  why: 'A proxy between the administrator and Okta passes on passwords, codes and pushes, and keeps the session. FIDO2 and FastPass are bound to the real site and give it nothing.',
  remediation: [
    'Security, Authentication policies, Okta Admin Console, each rule: possession factor constraints "Phishing resistant".',
    'Enrol every administrator in a security key or Okta FastPass first.',
  ],
  mappings: {
    mitigations: ['M1047', 'M1018', 'M1032'],
    peers: { prowler: ['application_admin_console_phishing_resistant_authentication'] },
  },
  needs: [{ kind: 'okta.app' }, { kind: 'okta.policy-rule' }],
  *judge(inventory) {
    const adminApp = adminConsole(inventory);
    if (adminApp?.accessPolicyId === undefined) {
      yield unknown(
        organisation,
        'the application saasure (Okta Admin Console) with its access policy is not in the export of /api/v1/apps',
      );
      return;
    }
    const rules = allowingRules(inventory, 'ACCESS_POLICY').filter((it) => it.policyId === adminApp.accessPolicyId);
    if (rules.length === 0) {
      yield unknown(organisation, `the rules of the policy ${adminApp.accessPolicyId} were not collected`);
    }
    for (const { rule, subject } of rules) {
      if (rule.phishingResistant === true) yield pass(subject);
      else if (rule.phishingResistant === undefined && rule.factorMode === undefined) {
        yield unknown(subject, 'the rule has no verificationMethod in the export');
      } else {
        yield fail(
          subject,
          `The rule "${subject.name}" opens the admin console with a factor that can be phished.`,
          place(rule, 'no constraint asks for phishing resistance', 'actions', 'appSignOn', 'verificationMethod'),
        );
      }
    }
  },
});
