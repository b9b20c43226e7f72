// SPDX-License-Identifier: Apache-2.0
import { fail, pass, unknown } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { allowingRules, minutes, organisation, place } from './okta-index.ts';

export const oktaSessionIdleShort = defineCheck({
  id: 'okta-session-idle-short',
  area: 'okta',
  title: 'Idle sessions end soon',
  weakness: 'Idle sessions go on for long',
  severity: 'low',
  rows: ['A4', 'U10'],
  why: 'The session cookie of Okta opens every application behind it. One that is left on a machine, or copied from it, is good until the idle time is over.',
  remediation: [
    'Security, Global session policy, the rule: "Okta global session idle time" of 15 minutes, or what your people can work with.',
    'Or: `PUT /api/v1/policies/POLICY/rules/RULE` with `actions.signon.session.maxSessionIdleMinutes`.',
  ],
  mappings: {
    mitigations: ['M1047', 'M1018'],
    techniques: ['T1528', 'T1539'],
    peers: { prowler: ['signon_global_session_idle_timeout_15min'] },
  },
  needs: [{ kind: 'okta.policy-rule' }],
  settings: {
    minutes: {
      default: 120,
      description: 'the longest idle time in minutes',
      published: ['DISA STIG, as Prowler checks it: 15', 'Okta: 120 is its default'],
    },
  },
  *judge(inventory, { settings }) {
    const most = settings.number('minutes');
    const rules = allowingRules(inventory, 'SIGN_ON');
    if (rules.length === 0)
      yield unknown(organisation, 'no rule of a global session policy (OKTA_SIGN_ON) was collected');
    for (const { rule, subject } of rules) {
      if (rule.idleMinutes === undefined) {
        yield unknown(subject, 'the rule has no maxSessionIdleMinutes in the export');
      } else if (rule.idleMinutes > 0 && rule.idleMinutes <= most) yield pass(subject);
      else {
        yield fail(
          subject,
          `The rule "${subject.name}" keeps an unused session for ${minutes(rule.idleMinutes)}; at most ${minutes(most)} are expected.`,
          place(rule, `${rule.idleMinutes} minutes`, 'actions', 'signon', 'session', 'maxSessionIdleMinutes'),
        );
      }
    }
  },
});
