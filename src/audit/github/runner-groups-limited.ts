// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, pass, unknown } from './judging.ts';

export const runnerGroupsLimited = defineCheck({
  id: 'github-runner-groups-limited',
  area: 'ci',
  title: 'Groups of own runners are for chosen repositories or workflows',
  weakness: 'Every repository may use a group of own runners',
  severity: 'low',
  rows: ['A4', 'U1'],
  why: 'A runner that every repository may use is as safe as the weakest of them: whoever can push to one of them runs code where the jobs of all others leave their tokens.',
  remediation: [
    "`gh api -X PATCH orgs/ORG/actions/runner-groups/ID -f visibility=selected`, then `gh api -X PUT orgs/ORG/actions/runner-groups/ID/repositories -F 'selected_repository_ids[]=REPOSITORY'`",
    "Or tie it to workflows: `-F restricted_to_workflows=true -f 'selected_workflows[]=ORG/REPO/.github/workflows/deploy.yml@refs/heads/main'`",
  ],
  mappings: {
    mitigations: ['M1018'],
    owasp: ['CICD-SEC-5'],
    peers: { legitify: ['runner_group_not_limited_to_selected_repositories'] },
  },
  needs: [{ kind: 'github.runner-group' }, { kind: 'github.runner' }],
  *judge(inventory) {
    for (const it of inventory.of('github.runner-group')) {
      const subject = { kind: 'runner-group', id: it.id, name: it.name };
      const number = it.id.slice(it.id.lastIndexOf('/') + 1);
      const scope = `organization:${it.organization}`;
      // A group without runners gives nothing to anybody.
      const used = inventory.of('github.runner').some((runner) => runner.scope === scope && runner.group === number);
      if (!used || it.limitedToWorkflows === true || (it.visibility !== undefined && it.visibility !== 'all'))
        yield pass(subject);
      else if (it.visibility === undefined)
        yield unknown(subject, 'the answer does not say which repositories may use it');
      else {
        const summary = `The runners of the group "${it.name}" may be used by every repository of ${it.organization}.`;
        yield fail(subject, summary, at(it, 'visibility is all, and no workflows are chosen', 'visibility'));
      }
    }
  },
});
