// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeControl } from './access-policies.ts';

export const entraSecurityInfoProtected = defineCheck({
  id: 'entra-security-info-protected',
  area: 'entra',
  title: 'Registering sign-in methods is protected',
  weakness: 'Sign-in methods can be registered from anywhere with a password',
  severity: 'high',
  rows: ['A4', 'U5'],
  why: 'Who has a password but no second factor registers one of their own, and stays in when the password is changed. Registering must itself need a trusted place, a managed device, a second factor or a temporary pass.',
  remediation: [
    'In the Entra admin center: Protection, Conditional Access, New policy; exclude only the emergency accounts; begin with report-only, read what it would have stopped, then turn it on.',
    'Target the user action "Register security information"; grant MFA (newcomers get a Temporary Access Pass), or block outside trusted locations.',
  ],
  mappings: { scuba: ['MS.AAD.3.8'], mitigations: ['M1047', 'M1018'], peers: { scubagear: ['MS.AAD.3.8'] } },
  needs: [{ kind: 'entra.conditional-access-policy' }],
  *judge(inventory) {
    yield* judgeControl(inventory, {
      what: 'protects the registration of sign-in methods',
      matches: (policy) =>
        policy.userActions.includes('urn:user:registersecurityinfo') &&
        (policy.grants.length > 0 || policy.strength !== undefined),
      cover: { users: 'all', apps: 'none', may: ['locations'] },
    });
  },
});
