// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, ofScope, pass } from './judging.ts';

function isManaged({ login }: { readonly login: string }): boolean {
  return /^[a-z\d-]+_[a-z\d]+$/i.test(login);
}

export const singleSignOn = defineCheck({
  id: 'github-single-sign-on',
  area: 'ci',
  title: "Members sign in with the organisation's identity provider",
  weakness: 'Members sign in with accounts of their own',
  severity: 'medium',
  rows: ['A1', 'A4', 'U10'],
  why: 'Without single sign-on, tokens of people who left stay good until somebody thinks of GitHub, and the second factors and conditions of the identity provider do not count here.',
  remediation: ['Organisation Settings, Authentication security, Enable SAML authentication, then Require it.'],
  mappings: {
    mitigations: ['M1018'],
    owasp: ['CICD-SEC-2'],
    peers: { legitify: ['organization_not_using_single_sign_on'] },
  },
  needs: [{ kind: 'github.sign-on' }],
  *judge(inventory) {
    for (const it of inventory.of('github.sign-on')) {
      const subject = ofScope('github', `organization:${it.organization}`);
      const members = inventory.of('github.member').filter((one) => one.organization === it.organization);
      // Only accounts that an enterprise manages have an underscore in their name; they sign in at its identity provider.
      const managed = members.some(isManaged) && members.every((one) => isManaged(one) || one.role === 'outside');
      if (it.saml || managed) yield pass(subject);
      else
        yield fail(
          subject,
          `Members of ${it.organization} sign in with GitHub accounts of their own, not with single sign-on.`,
          at(it, 'samlIdentityProvider is null', 'samlIdentityProvider'),
        );
    }
  },
});
