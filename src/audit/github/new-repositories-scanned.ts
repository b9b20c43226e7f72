// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, ofScope, pass, unknown } from './judging.ts';

export const newRepositoriesScanned = defineCheck({
  id: 'github-new-repositories-scanned',
  area: 'ci',
  title: 'New repositories are scanned for secrets from the start',
  weakness: 'New repositories are not scanned for secrets',
  severity: 'low',
  rows: ['A1', 'A4'],
  why: 'The first push is the one that holds the forgotten settings file. Where scanning must be switched on by hand, it comes after the leak.',
  remediation: [
    'Organisation Settings, Advanced Security, Configurations: make one with secret scanning and push protection the default for new repositories.',
  ],
  mappings: { mitigations: ['M1047'], owasp: ['CICD-SEC-6'] },
  needs: [{ kind: 'github.organization' }],
  *judge(inventory) {
    for (const it of inventory.of('github.organization')) {
      const subject = ofScope('github', `organization:${it.login.toLowerCase()}`);
      if (it.secretScanningForNew === false || it.pushProtectionForNew === false) {
        const field =
          it.secretScanningForNew === false
            ? 'secret_scanning_enabled_for_new_repositories'
            : 'secret_scanning_push_protection_enabled_for_new_repositories';
        const what = it.secretScanningForNew === false ? 'are not scanned for secrets' : 'let secrets be pushed';
        // A security configuration of the organisation does the same and is not shown in this answer.
        yield fail(
          subject,
          `New repositories of ${it.login} ${what}, unless a security configuration says otherwise.`,
          at(it, `${field} is false`, field),
          { confidence: 'medium' },
        );
      } else if (it.secretScanningForNew === undefined || it.pushProtectionForNew === undefined)
        yield unknown(subject, 'only an owner sees it: ask with the token of an owner');
      else yield pass(subject);
    }
  },
});
