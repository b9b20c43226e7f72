// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, pass, unknown } from '../github/judging.ts';

export const pipelineVariablesLimited = defineCheck({
  id: 'gitlab-pipeline-variables-limited',
  area: 'ci',
  title: 'Developers cannot override variables of a pipeline',
  weakness: 'Developers may override variables of a pipeline',
  severity: 'medium',
  rows: ['A1', 'A4'],
  why: "Who starts a pipeline may hand it variables that win over those of the file: a script that says `curl $URL` then sends its secrets where the thief of a developer's token says.",
  remediation: [
    '`glab api -X PUT projects/ID -f ci_pipeline_variables_minimum_override_role=no_one_allowed` (or maintainer)',
  ],
  mappings: {
    mitigations: ['M1018'],
    owasp: ['CICD-SEC-4'],
    peers: { legitify: ['overriding_defined_variables_isnt_restricted'] },
  },
  needs: [{ kind: 'gitlab.project-settings' }],
  *judge(inventory) {
    for (const it of inventory.of('gitlab.project-settings')) {
      if (it.archived === true) continue;
      const subject = { kind: 'project', id: `gitlab:project:${it.path.toLowerCase()}`, name: it.path };
      if (it.overrideRole === undefined)
        yield unknown(subject, 'only a maintainer sees it in the answer for one project');
      else if (it.overrideRole !== 'developer') yield pass(subject);
      else
        yield fail(
          subject,
          `Developers may override variables of pipelines of ${it.path}.`,
          at(it, 'the least role that may is developer', 'ci_pipeline_variables_minimum_override_role'),
        );
    }
  },
});
