// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, pass } from './judging.ts';

export const membersHaveTwoFactor = defineCheck({
  id: 'github-members-have-two-factor',
  area: 'ci',
  title: 'Everybody has a second factor that is no text message',
  weakness: 'Account has no second factor, or a weak one',
  severity: 'high',
  rows: ['U5'],
  why: 'Passwords are phished and reused, and numbers are moved to another SIM. Whoever gets in makes tokens that need no factor at all.',
  remediation: [
    'Ask the person to set up a passkey or an authenticator app; else `gh api -X DELETE orgs/ORG/members/LOGIN`.',
  ],
  mappings: { mitigations: ['M1018', 'M1032'], owasp: ['CICD-SEC-2'] },
  needs: [{ kind: 'github.two-factor-gap' }, { kind: 'github.member' }],
  *judge(inventory) {
    const gaps = new Map(inventory.of('github.two-factor-gap').map((it) => [it.login.toLowerCase(), it]));
    const owners = new Set<string>();
    for (const it of inventory.of('github.member')) if (it.role === 'owner') owners.add(it.login.toLowerCase());
    const logins = new Map(inventory.of('github.member').map((it) => [it.login.toLowerCase(), it.login]));
    for (const it of gaps.values()) logins.set(it.login.toLowerCase(), it.login);
    for (const [login, name] of logins) {
      const subject = { kind: 'identity', id: `github:user:${login}`, name };
      const it = gaps.get(login);
      if (it === undefined) {
        yield pass(subject);
        continue;
      }
      const none = it.gap === 'none';
      const summary = `${owners.has(login) ? 'The owner ' : ''}${name} has ${none ? 'no second factor' : 'a second factor that can be taken over (text messages)'} on GitHub.`;
      const severity = none ? (owners.has(login) ? 'critical' : 'high') : 'medium';
      yield fail(subject, summary, at(it, none ? 'in the list 2fa_disabled' : 'in the list 2fa_insecure', 'login'), {
        severity,
      });
    }
  },
});
