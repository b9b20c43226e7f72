// SPDX-License-Identifier: Apache-2.0
import { fail, pass, unknown } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { allowingRules, minutes, organisation, place } from './okta-index.ts';

export const oktaSessionLifetimeLimited = defineCheck({
  id: 'okta-session-lifetime-limited',
  area: 'okta',
  title: 'Every session ends within a day',
  weakness: 'Sessions without an end',
  severity: 'medium',
  rows: ['A4', 'U10'],
  why: 'As long as it is used, a session without an end never asks for a password or factor again: a stolen cookie is kept alive by a script.',
  remediation: [
    'Security, Global session policy, the rule: "Maximum Okta global session lifetime" of 18 hours or less.',
    'Or: `PUT /api/v1/policies/POLICY/rules/RULE` with `actions.signon.session.maxSessionLifetimeMinutes`.',
  ],
  mappings: {
    mitigations: ['M1047', 'M1018'],
    techniques: ['T1528', 'T1539'],
    peers: { prowler: ['signon_global_session_lifetime_18h'] },
  },
  needs: [{ kind: 'okta.policy-rule' }],
  settings: {
    minutes: {
      default: 1080,
      description: 'the longest session in minutes',
      published: ['DISA STIG, as Prowler checks it: 18 hours', 'Okta: none is its default'],
    },
  },
  *judge(inventory, { settings }) {
    const most = settings.number('minutes');
    const rules = allowingRules(inventory, 'SIGN_ON');
    if (rules.length === 0)
      yield unknown(organisation, 'no rule of a global session policy (OKTA_SIGN_ON) was collected');
    for (const { rule, subject } of rules) {
      const lifetime = rule.lifetimeMinutes;
      if (lifetime === undefined) yield unknown(subject, 'the rule has no maxSessionLifetimeMinutes in the export');
      else if (lifetime > 0 && lifetime <= most) yield pass(subject);
      else {
        const how = lifetime === 0 ? 'as long as it is used' : `for ${minutes(lifetime)}`;
        yield fail(
          subject,
          `A session that the rule "${subject.name}" gives goes on ${how}; at most ${minutes(most)} are expected.`,
          place(rule, `${lifetime} minutes`, 'actions', 'signon', 'session', 'maxSessionLifetimeMinutes'),
        );
      }
    }
  },
});
