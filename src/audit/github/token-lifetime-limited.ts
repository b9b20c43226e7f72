// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, ofScope, pass, unknown } from './judging.ts';
import { lastChange } from './last-change.ts';

export const tokenLifetimeLimited = defineCheck({
  id: 'github-token-lifetime-limited',
  area: 'ci',
  title: 'The life of personal tokens is limited',
  weakness: 'The limit on the life of personal tokens was taken away',
  severity: 'medium',
  rows: ['A1', 'A4', 'A7'],
  why: 'Without a limit people choose tokens without an end, and each one that leaks stays good.',
  remediation: [
    'Organisation Settings, Personal access tokens, Settings, Set maximum lifetimes for personal access tokens.',
  ],
  mappings: { mitigations: ['M1018'], owasp: ['CICD-SEC-8'] },
  needs: [{ kind: 'github.setting-change' }],
  *judge(inventory) {
    for (const [organization, it] of lastChange(inventory, 'token-lifetime-limited')) {
      const subject = ofScope('github', `organization:${organization}`);
      if (it?.on === undefined) {
        const reason =
          it === undefined
            ? 'GitHub has no API for this setting, and the audit log (180 days) holds no change of it: look under Settings, Personal access tokens, maximum lifetimes'
            : 'it was left to the enterprise: look there';
        yield unknown(subject, reason);
      } else if (it.on) yield pass(subject);
      else
        yield fail(
          subject,
          `The organisation ${organization} sets no limit on the life of personal tokens.`,
          at(it, `switched off on ${it.at.slice(0, 10)}`, 'action'),
        );
    }
  },
});
