// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, inWords, ofScope, pass, unknown } from './judging.ts';

export const runnersEphemeral = defineCheck({
  id: 'github-runners-ephemeral',
  area: 'ci',
  title: 'Own runners are thrown away after each job',
  weakness: 'Self-hosted runner is kept from job to job',
  severity: 'low',
  rows: ['A4'],
  why: 'What one job leaves on a runner that is kept, the next one finds: a thief plants a process there and takes the token of every job that follows.',
  remediation: [
    'Register runners with `./config.sh --ephemeral`, or use Actions Runner Controller, which makes one pod for each job.',
  ],
  mappings: { mitigations: ['M1018'], owasp: ['CICD-SEC-7'] },
  needs: [{ kind: 'github.runner' }],
  *judge(inventory) {
    for (const it of inventory.of('github.runner')) {
      const subject = { kind: 'runner', id: it.id, name: it.name };
      if (it.ephemeral === undefined)
        yield unknown(subject, 'the answer does not say whether it is ephemeral: this server may be too old to tell');
      else if (it.ephemeral) yield pass(subject);
      else {
        const owner = inWords(ofScope('github', it.scope));
        yield fail(
          subject,
          `The runner "${it.name}" of the ${owner} is kept from job to job.`,
          at(it, 'ephemeral is false', 'ephemeral'),
        );
      }
    }
  },
});
