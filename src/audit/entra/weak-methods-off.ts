// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, entraIndex } from './entra-index.ts';

export const entraWeakMethodsOff = defineCheck({
  id: 'entra-weak-methods-off',
  area: 'entra',
  title: 'Text messages, calls and mail codes are no sign-in methods',
  weakness: 'Codes by text message, call or mail are accepted',
  severity: 'medium',
  rows: ['A3', 'U5'],
  why: 'Codes are typed into pages in the middle and read from taken telephone numbers. While they are allowed for anyone, a helpdesk or a thief with a password can fall back to them.',
  remediation: [
    'In the Entra admin center: Authentication methods, Policies: disable SMS, Voice call and Email OTP; enable passkeys first.',
  ],
  mappings: { scuba: ['MS.AAD.3.5'], mitigations: ['M1047', 'M1018'], peers: { scubagear: ['MS.AAD.3.5'] } },
  needs: [{ kind: 'entra.authentication-methods' }],
  *judge(inventory) {
    const { tenant } = entraIndex(inventory);
    for (const policy of inventory.of('entra.authentication-methods')) {
      const on = policy.enabled.filter((it) => /^(?:sms|voice|email)$/i.test(it));
      if (on.length > 0) {
        yield {
          status: 'fail',
          subject: tenant,
          summary: `These methods of sign-in can be phished or taken over and are enabled: ${on.join(', ')}.`,
          evidence: [at(policy, `enabled: ${on.join(', ')}`, 'authenticationMethodConfigurations')],
        };
      } else if (policy.enabled.length + policy.disabled.length === 0) {
        yield {
          status: 'unknown',
          subject: tenant,
          reason: 'authenticationMethodConfigurations is not in the export of the authentication methods policy',
        };
      } else yield { status: 'pass', subject: tenant };
    }
  },
});
