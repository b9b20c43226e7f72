// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, daysSince, fail, pass } from './judging.ts';

export const suspendedAppsRemoved = defineCheck({
  id: 'github-suspended-apps-removed',
  area: 'ci',
  title: 'Suspended apps are uninstalled',
  weakness: 'Suspended app is still installed',
  severity: 'low',
  rows: ['A7', 'A8', 'U3'],
  why: 'Suspending was the answer to something. As long as the app stays installed, one click of its owner or of an administrator who does not remember why brings it back with all it had.',
  remediation: ['Organisation Settings, GitHub Apps, Configure, Uninstall.'],
  mappings: { mitigations: ['M1047'], owasp: ['CICD-SEC-8'] },
  needs: [{ kind: 'github.installation' }],
  settings: {
    days: { default: 30, description: 'days that an app may stay suspended' },
  },
  *judge(inventory, context) {
    const limit = context.settings.number('days');
    for (const it of inventory.of('github.installation')) {
      const subject = { kind: 'application', id: it.id, name: it.app };
      const days = it.suspended === undefined ? 0 : daysSince(context, it.suspended);
      if (it.suspended === undefined || days <= limit) yield pass(subject);
      else
        yield fail(
          subject,
          `The app ${it.app} has been suspended for ${days} days and is still installed on ${it.organization}.`,
          at(it, `suspended on ${it.suspended.slice(0, 10)}`, 'suspended_at'),
        );
    }
  },
});
