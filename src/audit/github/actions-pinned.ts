// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, inWords, ofScope, pass, unknown } from './judging.ts';

export const actionsPinned = defineCheck({
  id: 'github-actions-pinned',
  area: 'ci',
  title: 'Actions must be pinned to a commit',
  weakness: 'Actions may be used by a tag or branch that can move',
  severity: 'medium',
  rows: ['A1', 'A3'],
  why: 'A tag can be moved to other code after it was looked at. That is how the token thefts through tj-actions/changed-files and reviewdog worked: thousands of workflows ran the new code with their secrets.',
  remediation: [
    '`gh api -X PUT orgs/ORG/actions/permissions -f enabled_repositories=all -f allowed_actions=selected -F sha_pinning_required=true`',
    'Pin first: `uses: owner/action@COMMIT # v1.2.3`, and let Dependabot renew the pins.',
  ],
  mappings: { mitigations: ['M1033'], owasp: ['CICD-SEC-3'] },
  needs: [{ kind: 'github.actions-policy' }],
  *judge(inventory) {
    for (const it of inventory.of('github.actions-policy')) {
      const subject = ofScope('github', it.scope);
      if (it.enabled === false || it.allowed === 'local_only' || it.pinningRequired === true) yield pass(subject);
      else if (it.pinningRequired === undefined)
        yield unknown(subject, 'the answer does not say whether pins are required (sha_pinning_required)');
      else {
        const summary = `Workflows of the ${inWords(subject)} may use actions by a tag or branch, which their owners can move to other code.`;
        yield fail(subject, summary, at(it, 'sha_pinning_required is false', 'sha_pinning_required'));
      }
    }
  },
});
