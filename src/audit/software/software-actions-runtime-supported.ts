// SPDX-License-Identifier: Apache-2.0
import { fail, pass, proof, unknown } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';

export const softwareActionsRuntimeSupported = defineCheck({
  id: 'software-actions-runtime-supported',
  area: 'software',
  title: 'Actions of your own run on a Node.js that is still supported',
  weakness: 'Action of your own runs on a Node.js without support',
  severity: 'medium',
  rows: ['A3', 'D6'],
  why: 'Everybody who uses the action gives it the token of the job. A runtime without fixes, with packages of its age, is where it is taken from.',
  remediation: [
    'Set `runs.using: node24` (or node20) in action.yml, renew the packages and release a new major version.',
  ],
  mappings: { mitigations: ['M1051', 'M1016'], techniques: ['T1528', 'T1195.001'] },
  needs: [{ kind: 'software.runtime' }],
  *judge(inventory, { knowledge, now }) {
    for (const it of inventory.of('software.runtime')) {
      const subject = { kind: 'action', id: it.id, name: it.name };
      const support = knowledge.support('action-runtime', it.runtime);
      if (support === undefined)
        yield unknown(
          subject,
          `whether ${it.runtime} is supported is not in the list (content/lists/software-support.tsv); it may be newer than the list`,
        );
      else
        yield support.until === '' || Date.parse(support.until) > now
          ? pass(subject)
          : fail(
              subject,
              `The action ${it.name} runs on ${it.runtime}, which has been without support since ${support.until}.`,
              proof(it.where, `runs.using is ${it.runtime} (${support.source})`),
            );
    }
  },
});
