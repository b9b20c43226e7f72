// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, pass, unknown } from '../github/judging.ts';

export const jobTokenLimitEnforced = defineCheck({
  id: 'gitlab-job-token-limit-enforced',
  area: 'ci',
  title: 'Every project has a list of job tokens',
  weakness: 'Projects may let every job token in',
  severity: 'medium',
  rows: ['A1', 'A4'],
  why: 'Where each project decides, new and forgotten ones let the stolen job token of any project in.',
  remediation: [
    '`glab api -X PUT application/settings -F enforce_ci_inbound_job_token_scope_enabled=true`, after Admin, CI/CD, Job token permissions was looked at.',
  ],
  mappings: { mitigations: ['M1018'], owasp: ['CICD-SEC-5'] },
  needs: [{ kind: 'gitlab.instance' }],
  *judge(inventory) {
    for (const it of inventory.of('gitlab.instance')) {
      const subject = { kind: 'server', id: it.id, name: 'GitLab' };
      if (it.jobTokenLimitEnforced === undefined)
        yield unknown(
          subject,
          'the settings do not have enforce_ci_inbound_job_token_scope_enabled: this server may be older',
        );
      else if (it.jobTokenLimitEnforced !== false) yield pass(subject);
      else
        yield fail(
          subject,
          'Projects may let job tokens of every other project in.',
          at(it, 'enforce_ci_inbound_job_token_scope_enabled is false', 'enforce_ci_inbound_job_token_scope_enabled'),
        );
    }
  },
});
