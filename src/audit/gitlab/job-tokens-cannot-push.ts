// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, pass, unknown } from '../github/judging.ts';

export const jobTokensCannotPush = defineCheck({
  id: 'gitlab-job-tokens-cannot-push',
  area: 'ci',
  title: 'Job tokens cannot push',
  weakness: 'Job tokens may push to the repository',
  severity: 'medium',
  rows: ['A4', 'U1'],
  why: 'A job that runs a poisoned dependency can then put code into the repository that later jobs, with more variables, run.',
  remediation: ['`glab api -X PUT projects/ID -F ci_push_repository_for_job_token_allowed=false`'],
  mappings: { mitigations: ['M1018'], owasp: ['CICD-SEC-4', 'CICD-SEC-5'] },
  needs: [{ kind: 'gitlab.project-settings' }],
  *judge(inventory) {
    for (const it of inventory.of('gitlab.project-settings')) {
      if (it.archived === true) continue;
      const subject = { kind: 'project', id: `gitlab:project:${it.path.toLowerCase()}`, name: it.path };
      if (it.jobTokenPushes === undefined)
        yield unknown(subject, 'only a maintainer sees it in the answer for one project');
      else if (!it.jobTokenPushes) yield pass(subject);
      else
        yield fail(
          subject,
          `Job tokens may push to ${it.path}.`,
          at(it, 'ci_push_repository_for_job_token_allowed is true', 'ci_push_repository_for_job_token_allowed'),
        );
    }
  },
});
