// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, pass, unknown } from '../github/judging.ts';

export const noRunnerRegistrationTokens = defineCheck({
  id: 'gitlab-no-runner-registration-tokens',
  area: 'ci',
  title: 'Runners are not registered with shared tokens',
  weakness: 'Runners are registered with shared tokens',
  severity: 'medium',
  rows: ['A3', 'A4'],
  why: 'A registration token is one text for a whole group, without an end. Whoever has it adds a runner and gets the code, variables and tokens of the jobs that it takes.',
  remediation: [
    '`glab api -X PUT application/settings -F allow_runner_registration_token=false`, after runners have authentication tokens (`glrt-`).',
  ],
  mappings: { mitigations: ['M1018'], owasp: ['CICD-SEC-6', 'CICD-SEC-7'] },
  needs: [{ kind: 'gitlab.instance' }],
  *judge(inventory) {
    for (const it of inventory.of('gitlab.instance')) {
      const subject = { kind: 'server', id: it.id, name: 'GitLab' };
      if (it.registrationTokens === undefined)
        yield unknown(subject, 'the settings do not have allow_runner_registration_token: this server may be older');
      else if (it.registrationTokens !== true) yield pass(subject);
      else
        yield fail(
          subject,
          'Runners can be registered with shared registration tokens.',
          at(it, 'allow_runner_registration_token is true', 'allow_runner_registration_token'),
        );
    }
  },
});
