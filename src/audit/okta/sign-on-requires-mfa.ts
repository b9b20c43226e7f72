// SPDX-License-Identifier: Apache-2.0
import { fail, pass, unknown } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { allowingRules, organisation, place } from './okta-index.ts';

export const oktaSignOnRequiresMfa = defineCheck({
  id: 'okta-sign-on-requires-mfa',
  area: 'okta',
  title: 'Sign-on to Okta needs a second factor',
  weakness: 'Sign-on rule without a second factor',
  severity: 'high',
  rows: ['A4', 'U5', 'U10'],
  why: 'A phished or reused password alone opens a session, and with it every application that trusts it.',
  remediation: [
    'Security, Global session policy, the rule: "Multifactor authentication (MFA) is Required".',
    'Or: `PUT /api/v1/policies/POLICY/rules/RULE` with `actions.signon.requireFactor` true.',
  ],
  mappings: { mitigations: ['M1047', 'M1018', 'M1032'], peers: {} },
  needs: [{ kind: 'okta.policy-rule' }],
  *judge(inventory) {
    const rules = allowingRules(inventory, 'SIGN_ON');
    // With Identity Engine, applications ask for factors on their own; a session alone then opens none of them.
    const apps = allowingRules(inventory, 'ACCESS_POLICY');
    const covered = apps.length > 0 && apps.every(({ rule }) => rule.factorMode === '2FA');
    if (rules.length === 0)
      yield unknown(organisation, 'no rule of a global session policy (OKTA_SIGN_ON) was collected');
    for (const { rule, subject } of rules) {
      if (rule.requireFactor === undefined) yield unknown(subject, 'the rule has no requireFactor in the export');
      else if (rule.requireFactor) yield pass(subject);
      else {
        yield fail(
          subject,
          `The rule "${subject.name}" opens a session with one factor${covered ? '; applications ask for a second one' : ''}.`,
          place(rule, 'requireFactor is false', 'actions', 'signon', 'requireFactor'),
          covered ? { severity: 'low' } : {},
        );
      }
    }
  },
});
