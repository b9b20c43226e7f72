// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, pass, unknown } from './judging.ts';

const strong = ['high', 'critical'];

export const appsNarrow = defineCheck({
  id: 'github-apps-narrow',
  area: 'ci',
  title: 'Apps with strong permissions are installed on chosen repositories',
  weakness: 'App has strong permissions on every repository',
  severity: 'high',
  rows: ['A2', 'A7', 'U1'],
  why: "An app's private key makes tokens for every installation. If its vendor is broken into, as Heroku, Travis CI and others were, a thief reads or changes all repositories of all customers at once.",
  remediation: [
    'Organisation Settings, GitHub Apps, Configure, Only select repositories.',
    'Ask the vendor why it needs the permission; uninstall what nobody needs: `gh api -X DELETE app/installations/ID` (as the app), or the same page.',
  ],
  mappings: { mitigations: ['M1018', 'M1047'], owasp: ['CICD-SEC-8'] },
  needs: [{ kind: 'github.installation' }],
  *judge(inventory, context) {
    for (const it of inventory.of('github.installation')) {
      if (it.suspended !== undefined) continue;
      const subject = { kind: 'application', id: it.id, name: it.app };
      if (it.repositories === undefined) {
        yield unknown(subject, 'the answer has no repository_selection');
        continue;
      }
      const risky = Object.entries(it.permissions).flatMap(([name, level]) => {
        const known = context.knowledge.permissionRisk(`${name}:${level}`, 'github-app');
        const organisation = /^(?:organization_|members$|enterprise_)/.test(name);
        return known !== undefined && strong.includes(known.risk) && !organisation ? [{ ...known, name, level }] : [];
      });
      const [first] = risky;
      if (it.repositories !== 'all' || first === undefined) {
        yield pass(subject);
        continue;
      }
      const what = risky.map(({ name, level }) => `${name}: ${level}`).join(', ');
      const critical = risky.some(({ risk }) => risk === 'critical');
      yield fail(
        subject,
        `The app ${it.app} has strong permissions (${what}) on every repository of ${it.organization}.`,
        at(it, first.why, 'permissions', first.name),
        { severity: critical ? 'high' : 'medium' },
      );
    }
  },
});
