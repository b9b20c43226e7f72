// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, pass, unknown } from './judging.ts';

export const pushProtectionOn = defineCheck({
  id: 'github-push-protection-on',
  area: 'ci',
  title: 'Pushes that hold secrets are refused',
  weakness: 'Pushes that hold secrets are let in',
  severity: 'medium',
  rows: ['A1'],
  why: 'A token in a commit is copied by clones, forks and mirrors at once. Only what was never pushed needs no rotation.',
  remediation: [
    "`gh api -X PATCH repos/OWNER/REPO -F 'security_and_analysis[secret_scanning_push_protection][status]=enabled'`",
  ],
  mappings: { mitigations: ['M1047'], owasp: ['CICD-SEC-6'] },
  needs: [{ kind: 'github.repository' }],
  *judge(inventory) {
    for (const it of inventory.of('github.repository')) {
      if (it.archived === true) continue;
      const subject = { kind: 'repository', id: it.id, name: it.name };
      if (it.pushProtection === undefined)
        yield unknown(subject, 'only an administrator of the repository sees security_and_analysis');
      else if (it.pushProtection) yield pass(subject);
      else
        yield fail(
          subject,
          `Secrets can be pushed to ${it.name}.`,
          at(
            it,
            'secret_scanning_push_protection is disabled',
            'security_and_analysis',
            'secret_scanning_push_protection',
          ),
        );
    }
  },
});
