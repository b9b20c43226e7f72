// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, ofScope, pass, unknown } from './judging.ts';
import { lastChange } from './last-change.ts';

export const classicTokensClosedOut = defineCheck({
  id: 'github-classic-tokens-closed-out',
  area: 'ci',
  title: 'Classic tokens are closed out',
  weakness: 'Classic tokens were let in',
  severity: 'medium',
  rows: ['A1', 'A4', 'A7'],
  why: 'A classic token carries all that its owner may do and asks nobody. Where they are let in, approval and limits of fine-grained tokens can be walked around.',
  remediation: [
    'Organisation Settings, Personal access tokens, Settings, Tokens (classic), Restrict access via personal access tokens (classic).',
  ],
  mappings: { mitigations: ['M1018'], owasp: ['CICD-SEC-8'] },
  needs: [{ kind: 'github.setting-change' }],
  *judge(inventory) {
    for (const [organization, it] of lastChange(inventory, 'classic-tokens-restricted')) {
      const subject = ofScope('github', `organization:${organization}`);
      if (it?.on === undefined) {
        const reason =
          it === undefined
            ? 'GitHub has no API for this setting, and the audit log (180 days) holds no change of it: look under Settings, Personal access tokens, Tokens (classic)'
            : 'it was left to the enterprise: look there';
        yield unknown(subject, reason);
      } else if (it.on) yield pass(subject);
      else
        yield fail(
          subject,
          `The organisation ${organization} lets classic personal tokens in.`,
          at(it, `switched off on ${it.at.slice(0, 10)}`, 'action'),
        );
    }
  },
});
