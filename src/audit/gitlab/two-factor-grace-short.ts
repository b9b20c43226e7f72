// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, pass, unknown } from '../github/judging.ts';

export const twoFactorGraceShort = defineCheck({
  id: 'gitlab-two-factor-grace-short',
  area: 'ci',
  title: 'A second factor must be set up within days',
  weakness: 'Members may go without a second factor for long',
  severity: 'low',
  rows: ['A4', 'U5'],
  why: 'In the time of grace the requirement binds nobody: a thief with the password of a member who has waited goes in with it.',
  remediation: ['`glab api -X PUT groups/ID -F two_factor_grace_period=48` (hours)'],
  mappings: { mitigations: ['M1018', 'M1032'], owasp: ['CICD-SEC-2'] },
  needs: [{ kind: 'gitlab.group' }],
  settings: {
    hours: { default: 168, description: 'hours of grace', published: ['legitify: one week'] },
  },
  *judge(inventory, context) {
    const limit = context.settings.number('hours');
    for (const it of [...inventory.of('gitlab.group'), ...inventory.of('gitlab.instance')]) {
      if (it.kind === 'gitlab.group' && it.top === false) continue;
      if (it.twoFactorRequired !== true) continue;
      const name = it.kind === 'gitlab.group' ? it.path : 'GitLab';
      const subject = { kind: it.kind === 'gitlab.group' ? 'group' : 'server', id: it.id, name };
      if (it.graceHours === undefined) yield unknown(subject, 'the answer has no two_factor_grace_period');
      else if (it.graceHours <= limit) yield pass(subject);
      else
        yield fail(
          subject,
          `Members of ${name} may go ${it.graceHours} hours without a second factor.`,
          at(it, `two_factor_grace_period is ${it.graceHours}`, 'two_factor_grace_period'),
        );
    }
  },
});
