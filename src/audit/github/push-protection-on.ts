// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, ofScope, pass, unknown } from './judging.ts';

/** The organisation of a repository, in lower case. */
const ownerOf = (name: string): string => name.slice(0, Math.max(0, name.indexOf('/'))).toLowerCase();

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
    const unseen = new Map<string, number>();
    for (const it of inventory.of('github.repository')) {
      if (it.archived === true) continue;
      const subject = { kind: 'repository', id: it.id, name: it.name };
      if (it.pushProtection === undefined) unseen.set(ownerOf(it.name), (unseen.get(ownerOf(it.name)) ?? 0) + 1);
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
    for (const [owner, many] of unseen) {
      const subject = ofScope('github', `organization:${owner}`);
      yield unknown(subject, `of ${many} repositories only an administrator sees it (security_and_analysis)`);
    }
  },
});
