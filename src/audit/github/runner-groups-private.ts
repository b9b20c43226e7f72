// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, pass, unknown } from './judging.ts';

export const runnerGroupsPrivate = defineCheck({
  id: 'github-runner-groups-private',
  area: 'ci',
  title: 'Groups of own runners are closed to public repositories',
  weakness: 'Public repositories may use a group of own runners',
  severity: 'high',
  rows: ['A1', 'A4'],
  why: "Anybody can open a pull request against a public repository. If it may use runners of the organisation, a stranger's code runs on a machine that also runs jobs with secrets, and can wait there for their tokens.",
  remediation: [
    '`gh api -X PATCH orgs/ORG/actions/runner-groups/ID -F allows_public_repositories=false`',
    "Use GitHub's own runners for public repositories.",
  ],
  mappings: {
    mitigations: ['M1018', 'M1030'],
    owasp: ['CICD-SEC-5', 'CICD-SEC-7'],
    peers: { legitify: ['runner_group_can_be_used_by_public_repositories'] },
  },
  needs: [{ kind: 'github.runner-group' }],
  *judge(inventory) {
    for (const it of inventory.of('github.runner-group')) {
      const subject = { kind: 'runner-group', id: it.id, name: it.name };
      if (it.publicRepositories === undefined)
        yield unknown(subject, 'the answer does not say whether public repositories may use it');
      else if (!it.publicRepositories) yield pass(subject);
      else {
        const summary = `The runner group "${it.name}" of ${it.organization} may be used by public repositories.`;
        yield fail(subject, summary, at(it, 'allows_public_repositories is true', 'allows_public_repositories'));
      }
    }
  },
});
