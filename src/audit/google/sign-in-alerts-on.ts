// SPDX-License-Identifier: Apache-2.0
import { fail, pass, unknown } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { organisation, place } from './google-index.ts';

export const googleSignInAlertsOn = defineCheck({
  id: 'google-sign-in-alerts-on',
  area: 'google',
  title: 'Somebody is told of suspicious sign-ins',
  weakness: 'Alert of suspicious sign-ins that nobody gets',
  severity: 'low',
  rows: ['A4', 'A1'],
  why: 'Google notices when a token or password is used from a strange place, or by a program. Switched off, or without a recipient, that warning stays where nobody looks.',
  remediation: [
    'Rules, the rule (Suspicious login, Suspicious programmatic login, Leaked password, User suspended due to suspicious activity): on, "Send email notifications" to all super administrators.',
  ],
  mappings: {
    scuba: ['GWS.COMMONCONTROLS.13.1'],
    mitigations: ['M1047'],
    peers: { prowler: ['rules_suspicious_programmatic_login_alert_configured'] },
  },
  needs: [{ kind: 'google.policy' }],
  settings: {
    rules: {
      default: ['Suspicious login', 'Suspicious programmatic login', 'Leaked password'],
      description: 'names of the rules that must be on',
    },
  },
  *judge(inventory, { settings }) {
    const rules = inventory.of('google.policy').filter((it) => it.setting === 'rule.system_defined_alerts');
    for (const name of settings.list('rules')) {
      const subject = { kind: 'alert-rule', id: `google:alert-rule:${name.toLowerCase().replaceAll(' ', '-')}`, name };
      const rule = rules.find((it) => String(it.value.displayName).toLowerCase() === name.toLowerCase());
      if (rule === undefined) {
        // The API only gives rules that an administrator has changed.
        yield unknown(
          rules.length === 0 ? organisation : subject,
          `the rule "${name}" is not among the policies; unchanged rules are not listed: look at Rules in the admin console`,
        );
      } else if (rule.value.state !== 'ACTIVE') {
        yield fail(
          subject,
          `The alert "${name}" is off.`,
          place(rule, String(rule.value.state), 'setting', 'value', 'state'),
        );
      } else if (rule.value.recipients === 0) {
        yield fail(
          subject,
          `The alert "${name}" is sent to nobody.`,
          place(rule, 'no recipients', 'setting', 'value', 'action'),
        );
      } else yield pass(subject);
    }
  },
});
