// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, ofScope, pass } from '../github/judging.ts';
import { placeOf } from './place.ts';

export const jobTokensLimited = defineCheck({
  id: 'gitlab-job-tokens-limited',
  area: 'ci',
  title: 'Job tokens of other projects need to be on the list',
  weakness: 'Job tokens of every project are let in',
  severity: 'high',
  rows: ['A2', 'A4'],
  why: 'Every job has a token that acts as the person who started it. Without a list, a stolen job token of any project reads the code, packages and images of this one.',
  remediation: [
    '`glab api -X PATCH projects/ID/job_token_scope -F enabled=true`, then `glab api -X POST projects/ID/job_token_scope/allowlist -F target_project_id=OTHER`',
  ],
  mappings: { mitigations: ['M1018'], owasp: ['CICD-SEC-2', 'CICD-SEC-5'] },
  needs: [{ kind: 'gitlab.job-token-scope' }],
  *judge(inventory) {
    for (const it of inventory.of('gitlab.job-token-scope')) {
      const subject = ofScope('gitlab', it.scope);
      if (it.limited) yield pass(subject);
      else
        yield fail(
          subject,
          `Job tokens of every project may reach ${placeOf(inventory, it.scope)}.`,
          at(it, 'inbound_enabled is false', 'inbound_enabled'),
        );
    }
  },
});
