// SPDX-License-Identifier: Apache-2.0
import { fail, pass, unknown } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { allowingRules, organisation, place } from './okta-index.ts';

export const oktaSessionNotPersistent = defineCheck({
  id: 'okta-session-not-persistent',
  area: 'okta',
  title: 'Session cookies go with the browser',
  weakness: 'Session cookies outlive the browser',
  severity: 'low',
  rows: ['A4', 'U10'],
  why: 'A persistent cookie lies in a file on the disk, which is what malware that steals browser data takes first.',
  remediation: [
    'Security, Global session policy, the rule: "Okta global session cookies persist across browser sessions" off.',
    'Or: `PUT /api/v1/policies/POLICY/rules/RULE` with `actions.signon.session.usePersistentCookie` false.',
  ],
  mappings: {
    mitigations: ['M1047', 'M1018'],
    techniques: ['T1528', 'T1539'],
    peers: { prowler: ['signon_global_session_cookies_not_persistent'] },
  },
  needs: [{ kind: 'okta.policy-rule' }],
  *judge(inventory) {
    const rules = allowingRules(inventory, 'SIGN_ON');
    if (rules.length === 0)
      yield unknown(organisation, 'no rule of a global session policy (OKTA_SIGN_ON) was collected');
    for (const { rule, subject } of rules) {
      if (rule.persistent === undefined) yield unknown(subject, 'the rule has no usePersistentCookie in the export');
      else if (!rule.persistent) yield pass(subject);
      else {
        yield fail(
          subject,
          `The rule "${subject.name}" gives session cookies that outlive the browser.`,
          place(rule, 'usePersistentCookie is true', 'actions', 'signon', 'session', 'usePersistentCookie'),
        );
      }
    }
  },
});
