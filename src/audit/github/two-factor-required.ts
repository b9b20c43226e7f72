// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, ofScope, pass, unknown } from './judging.ts';

export const twoFactorRequired = defineCheck({
  id: 'github-two-factor-required',
  area: 'ci',
  title: 'The organisation requires two-factor authentication',
  weakness: 'Two-factor authentication is not required',
  severity: 'high',
  rows: ['A1', 'A4', 'U5'],
  why: 'With a password alone a thief signs in as a member and makes tokens and keys that stay when the password is changed.',
  remediation: [
    'Organisation Settings, Authentication security, Require two-factor authentication, and only secure methods.',
  ],
  mappings: {
    mitigations: ['M1018', 'M1032'],
    owasp: ['CICD-SEC-2'],
    peers: { legitify: ['two_factor_authentication_not_required_for_org'] },
  },
  needs: [{ kind: 'github.organization' }],
  *judge(inventory) {
    for (const it of inventory.of('github.organization')) {
      const subject = ofScope('github', `organization:${it.login.toLowerCase()}`);
      if (it.twoFactorRequired === undefined)
        yield unknown(subject, 'only an owner sees it: ask with the token of an owner');
      else if (it.twoFactorRequired) yield pass(subject);
      else
        yield fail(
          subject,
          `The organisation ${it.login} does not require two-factor authentication.`,
          at(it, 'two_factor_requirement_enabled is false', 'two_factor_requirement_enabled'),
        );
    }
  },
});
