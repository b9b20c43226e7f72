// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, pass, unknown } from '../github/judging.ts';

export const runnersProtected = defineCheck({
  id: 'gitlab-runners-protected',
  area: 'ci',
  title: 'Own runners run jobs of protected branches only',
  weakness: 'Own runner runs jobs of every branch',
  severity: 'low',
  rows: ['A4', 'U1'],
  why: 'Whoever can push a branch runs code on the machine, where jobs that deploy leave their tokens and where inner networks are near. Whether it is privileged no API tells: look at config.toml.',
  remediation: [
    '`glab api -X PUT runners/ID -f access_level=ref_protected`, and another runner for the other branches.',
  ],
  mappings: { mitigations: ['M1018', 'M1030'], owasp: ['CICD-SEC-5', 'CICD-SEC-7'] },
  needs: [{ kind: 'gitlab.runner' }],
  *judge(inventory) {
    for (const it of inventory.of('gitlab.runner')) {
      if (it.type === 'instance_type') continue;
      const subject = { kind: 'runner', id: it.id, name: it.name };
      if (it.protectedOnly === undefined) yield unknown(subject, 'only the answer for one runner tells (access_level)');
      else if (it.protectedOnly) yield pass(subject);
      else
        yield fail(
          subject,
          `The runner "${it.name}" runs jobs of every branch${it.untagged === true ? ', also without its tag' : ''}.`,
          at(it, 'access_level is not_protected', 'access_level'),
        );
    }
  },
});
