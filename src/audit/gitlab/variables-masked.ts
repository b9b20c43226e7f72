// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, pass, unknown } from '../github/judging.ts';
import { placeOf } from './place.ts';
import { soundsSecret } from './secret-names.ts';

export const variablesMasked = defineCheck({
  id: 'gitlab-variables-masked',
  area: 'ci',
  title: 'Variables that hold secrets are masked',
  weakness: 'Secret variable is not masked',
  severity: 'medium',
  rows: ['A4'],
  why: "One `env` or `set -x` in a script writes it into the job's log, which everybody with access to the project reads, and of public projects everybody.",
  remediation: [
    '`glab variable update NAME --masked --repo OWNER/PROJECT`, after a new value: the old one may be in logs.',
  ],
  mappings: { mitigations: ['M1018'], owasp: ['CICD-SEC-6'] },
  needs: [{ kind: 'gitlab.variable' }],
  *judge(inventory) {
    for (const it of inventory.of('gitlab.variable')) {
      if (!soundsSecret(it.name)) continue;
      const subject = { kind: 'variable', id: it.id, name: it.name };
      if (it.masked === undefined) yield unknown(subject, 'the answer has no masked');
      else if (it.masked || it.hidden === true) yield pass(subject);
      else
        yield fail(
          subject,
          `The variable ${it.name} of ${placeOf(inventory, it.scope)} is shown in logs of jobs.`,
          at(it, 'masked is false', 'masked'),
          { confidence: 'medium' },
        );
    }
  },
});
