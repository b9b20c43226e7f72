// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, pass, unknown } from './judging.ts';

const strong = ['high', 'critical'];

export const appsDoNotAdminister = defineCheck({
  id: 'github-apps-do-not-administer',
  area: 'ci',
  title: 'No app administers the organisation',
  weakness: 'App may administer the organisation',
  severity: 'high',
  rows: ['A2', 'A7', 'U1'],
  why: "An app that may change members, settings, secrets or runners of the organisation makes its vendor an owner in all but name: its stolen key adds a thief as a member or a runner that gets every job's token.",
  remediation: [
    'Ask the vendor for an app without it, or uninstall: organisation Settings, GitHub Apps, Configure, Uninstall.',
  ],
  mappings: { mitigations: ['M1018', 'M1047'], owasp: ['CICD-SEC-8'] },
  needs: [{ kind: 'github.installation' }],
  settings: {
    allowed: { default: [], description: 'slugs of apps that may administer, such as your own' },
  },
  *judge(inventory, context) {
    const allowed = context.settings.list('allowed');
    for (const it of inventory.of('github.installation')) {
      if (it.suspended !== undefined) continue;
      const subject = { kind: 'application', id: it.id, name: it.app };
      if (Object.keys(it.permissions).length === 0) {
        yield unknown(subject, 'the answer names no permissions');
        continue;
      }
      const risky = Object.entries(it.permissions).flatMap(([name, level]) => {
        const known = context.knowledge.permissionRisk(`${name}:${level}`, 'github-app');
        const organisation = /^(?:organization_|members$|enterprise_)/.test(name);
        return known !== undefined && strong.includes(known.risk) && organisation ? [{ ...known, name, level }] : [];
      });
      const [first] = risky;
      if (first === undefined || allowed.includes(it.app)) yield pass(subject);
      else {
        const what = risky.map(({ name, level }) => `${name}: ${level}`).join(', ');
        yield fail(
          subject,
          `The app ${it.app} may administer ${it.organization} (${what}).`,
          at(it, first.why, 'permissions', first.name),
        );
      }
    }
  },
});
