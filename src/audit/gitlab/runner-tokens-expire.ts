// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, pass, unknown } from '../github/judging.ts';

export const runnerTokensExpire = defineCheck({
  id: 'gitlab-runner-tokens-expire',
  area: 'ci',
  title: 'Tokens of runners are renewed',
  weakness: 'Tokens of runners never end',
  severity: 'low',
  rows: ['A1', 'A4'],
  why: 'With the token of a runner a thief poses as the runner from anywhere: the server hands him jobs with their variables and job tokens. A token that never ends is good as long as the runner is registered.',
  remediation: [
    'Admin, Settings, CI/CD, Continuous Integration and Deployment, Runners expiration: set it for instance, group and project runners. Runners from 14.8 on renew their tokens by themselves.',
  ],
  mappings: { mitigations: ['M1018'], owasp: ['CICD-SEC-6'] },
  needs: [{ kind: 'gitlab.instance' }],
  *judge(inventory) {
    for (const it of inventory.of('gitlab.instance')) {
      const subject = { kind: 'server', id: it.id, name: 'GitLab' };
      if (it.runnerTokensExpire === undefined)
        yield unknown(subject, 'the settings do not have runner_token_expiration_interval');
      else if (it.runnerTokensExpire) yield pass(subject);
      else {
        const field = 'runner_token_expiration_interval';
        yield fail(subject, 'Tokens of runners of the server never end.', at(it, `${field} is not set`, field));
      }
    }
  },
});
