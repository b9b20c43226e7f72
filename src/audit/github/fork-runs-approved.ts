// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, inWords, ofScope, pass } from './judging.ts';

export const forkRunsApproved = defineCheck({
  id: 'github-fork-runs-approved',
  area: 'ci',
  title: 'Runs of outside contributors wait for approval',
  weakness: 'Pull requests of strangers run workflows without approval',
  severity: 'medium',
  rows: ['A1', 'A4'],
  why: "Whoever had one small change merged may run workflows from a fork. On runners of one's own that is code on an inner machine; elsewhere it is a way to caches and artefacts that later runs with secrets trust.",
  remediation: [
    '`gh api -X PUT orgs/ORG/actions/permissions/fork-pr-contributor-approval -f approval_policy=all_external_contributors`',
  ],
  mappings: { mitigations: ['M1018'], owasp: ['CICD-SEC-4'] },
  needs: [{ kind: 'github.fork-approval' }],
  settings: {
    accepted: {
      default: ['all_external_contributors'],
      description: 'approval policies that are good enough',
      published: ['GitHub default: first_time_contributors'],
    },
  },
  *judge(inventory, context) {
    const accepted = context.settings.list('accepted');
    for (const it of inventory.of('github.fork-approval')) {
      const subject = ofScope('github', it.scope);
      if (accepted.includes(it.policy)) {
        yield pass(subject);
        continue;
      }
      const who =
        it.policy === 'first_time_contributors_new_to_github'
          ? 'only people who are new to GitHub wait'
          : 'only people without an earlier change wait';
      yield fail(
        subject,
        `In the ${inWords(subject)}, outsiders' pull requests run workflows without approval: ${who}.`,
        at(it, `approval_policy is ${it.policy}`, 'approval_policy'),
        { severity: it.policy === 'first_time_contributors_new_to_github' ? 'medium' : 'low' },
      );
    }
  },
});
