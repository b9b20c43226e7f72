// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, pass, unknown } from '../github/judging.ts';

export const forkPipelinesOutside = defineCheck({
  id: 'gitlab-fork-pipelines-outside',
  area: 'ci',
  title: 'Pipelines of forks run in the fork',
  weakness: 'Pipelines of forks can run inside the project',
  severity: 'low',
  rows: ['A4'],
  why: "A member who starts the pipeline of a stranger's merge request runs the stranger's code with the project's variables and runners; one careless click is enough.",
  remediation: ['`glab api -X PUT projects/ID -F ci_allow_fork_pipelines_to_run_in_parent_project=false`'],
  mappings: { mitigations: ['M1018'], owasp: ['CICD-SEC-4'] },
  needs: [{ kind: 'gitlab.project-settings' }],
  *judge(inventory) {
    for (const it of inventory.of('gitlab.project-settings')) {
      if (it.archived === true) continue;
      const subject = { kind: 'project', id: `gitlab:project:${it.path.toLowerCase()}`, name: it.path };
      if (it.forkPipelinesInside === undefined)
        yield unknown(subject, 'only a maintainer sees it in the answer for one project');
      else if (!it.forkPipelinesInside) yield pass(subject);
      else
        yield fail(
          subject,
          `Members may run pipelines of forks inside ${it.path}.`,
          at(
            it,
            'ci_allow_fork_pipelines_to_run_in_parent_project is true',
            'ci_allow_fork_pipelines_to_run_in_parent_project',
          ),
          { severity: it.visibility === 'public' ? 'medium' : 'low' },
        );
    }
  },
});
