// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, ofScope, pass, unknown } from './judging.ts';

export const singleSignOnRequired = defineCheck({
  id: 'github-single-sign-on-required',
  area: 'ci',
  title: 'Single sign-on is required of every member',
  weakness: 'Single sign-on is offered, not required',
  severity: 'medium',
  rows: ['A1', 'A4', 'U10'],
  why: 'GitHub removes members who are not linked to the identity provider as soon as single sign-on is required. As long as there are some, it is not: their sessions and tokens work whatever the identity provider says, also after they left.',
  remediation: [
    'Ask those who are not linked to sign in with single sign-on once.',
    'Then Organisation Settings, Authentication security, Require SAML SSO authentication for all members.',
  ],
  mappings: { mitigations: ['M1018'], owasp: ['CICD-SEC-2'] },
  needs: [{ kind: 'github.sign-on' }, { kind: 'github.member' }],
  *judge(inventory) {
    const linked = new Set(
      inventory.of('github.external-identity').map((it) => `${it.organization} ${it.login.toLowerCase()}`),
    );
    for (const it of inventory.of('github.sign-on')) {
      if (!it.saml) continue;
      const subject = ofScope('github', `organization:${it.organization}`);
      const members = inventory
        .of('github.member')
        .filter((one) => one.organization === it.organization && one.role !== 'outside');
      const apart = members.filter((one) => !linked.has(`${it.organization} ${one.login.toLowerCase()}`));
      const [first] = apart;
      if (members.length === 0) continue;
      if (first === undefined) yield pass(subject);
      else if (it.allLinked !== true)
        yield unknown(subject, 'not all linked identities were told: ask for pageInfo { hasNextPage } and all pages');
      else {
        const who = apart
          .slice(0, 5)
          .map((one) => one.login)
          .join(', ');
        const summary = `${apart.length} of ${members.length} members of ${it.organization} are not linked to its identity provider (${who}): single sign-on is not required.`;
        yield fail(subject, summary, at(first, 'no linked identity', 'login'));
      }
    }
  },
});
