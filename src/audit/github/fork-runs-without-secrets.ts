// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, inWords, ofScope, pass, unknown } from './judging.ts';

export const forkRunsWithoutSecrets = defineCheck({
  id: 'github-fork-runs-without-secrets',
  area: 'ci',
  title: 'Runs from private forks get no secrets and no token that writes',
  weakness: 'Pull requests from private forks get secrets or a token that writes',
  severity: 'high',
  rows: ['A4', 'U1'],
  why: 'Who may only read a private repository can fork it. If runs of their pull requests get its secrets or a token that writes, reading is enough to take both.',
  remediation: [
    '`gh api -X PUT orgs/ORG/actions/permissions/fork-pr-workflows-private-repos -F run_workflows_from_fork_pull_requests=true -F send_write_tokens_to_workflows=false -F send_secrets_and_variables=false -F require_approval_for_fork_pr_workflows=true`',
  ],
  mappings: { mitigations: ['M1018'], owasp: ['CICD-SEC-4', 'CICD-SEC-5'] },
  needs: [{ kind: 'github.private-forks' }],
  *judge(inventory) {
    for (const it of inventory.of('github.private-forks')) {
      const subject = ofScope('github', it.scope);
      if (it.run === false || (it.writeTokens === false && it.secrets === false)) {
        yield pass(subject);
        continue;
      }
      if (it.writeTokens !== true && it.secrets !== true) {
        yield unknown(subject, 'the answer does not say what runs from forks get');
        continue;
      }
      const what = [
        ...(it.secrets === true ? ['the secrets'] : []),
        ...(it.writeTokens === true ? ['a token that can write'] : []),
      ];
      const field = it.secrets === true ? 'send_secrets_and_variables' : 'send_write_tokens_to_workflows';
      yield fail(
        subject,
        `In the ${inWords(subject)}, pull requests from private forks get ${what.join(' and ')}.`,
        at(it, `${field} is true`, field),
      );
    }
  },
});
