// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, pass, unknown } from './judging.ts';

export const membersLinked = defineCheck({
  id: 'github-members-linked',
  area: 'ci',
  title: 'Every member is linked to an account of the identity provider',
  weakness: 'Member is not linked to the identity provider',
  severity: 'medium',
  rows: ['A1', 'U3', 'U10'],
  why: 'GitHub removes members who are not linked as soon as single sign-on is required. One who is not linked shows that it is only offered: they sign in, and their tokens work, whatever the identity provider says, also after they left.',
  remediation: [
    'Ask them to sign in with single sign-on once, then Organisation Settings, Authentication security, Require SAML SSO authentication for all members.',
  ],
  mappings: { mitigations: ['M1018'], owasp: ['CICD-SEC-2'] },
  needs: [{ kind: 'github.sign-on' }, { kind: 'github.member' }],
  *judge(inventory) {
    const linked = new Set(
      inventory.of('github.external-identity').map((it) => `${it.organization} ${it.login.toLowerCase()}`),
    );
    for (const organization of inventory.of('github.sign-on')) {
      if (!organization.saml) continue;
      for (const it of inventory.of('github.member')) {
        if (it.organization !== organization.organization || it.role === 'outside') continue;
        const subject = { kind: 'user', id: `github:user:${it.login.toLowerCase()}`, name: it.login };
        if (linked.has(`${it.organization} ${it.login.toLowerCase()}`)) yield pass(subject);
        else if (organization.allLinked !== true)
          yield unknown(subject, 'not all linked identities were told: ask for pageInfo { hasNextPage } and all pages');
        else {
          const summary = `${it.login} is a member of ${it.organization} without an account of its identity provider.`;
          yield fail(subject, summary, at(it, 'no linked identity', 'login'));
        }
      }
    }
  },
});
