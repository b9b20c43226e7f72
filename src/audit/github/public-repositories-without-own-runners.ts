// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, ofScope, pass } from './judging.ts';

export const publicRepositoriesWithoutOwnRunners = defineCheck({
  id: 'github-public-repositories-without-own-runners',
  area: 'ci',
  title: 'Public repositories have no runners of their own',
  weakness: 'Public repository has a self-hosted runner',
  severity: 'high',
  rows: ['A1', 'A4'],
  why: "A fork's pull request may ask for the runner's label and so runs a stranger's code on it. The machine keeps what jobs leave behind: credentials in files, in Docker's settings, and the way to the cloud's metadata endpoint.",
  remediation: [
    "Remove it: `gh api -X DELETE repos/OWNER/REPO/actions/runners/ID`, and use GitHub's own runners, or make the repository private.",
  ],
  mappings: {
    mitigations: ['M1018', 'M1030'],
    owasp: ['CICD-SEC-7'],
    peers: { zizmor: ['self-hosted-runner'], poutine: ['pr_runs_on_self_hosted'] },
  },
  needs: [{ kind: 'github.runner' }, { kind: 'github.repository' }],
  *judge(inventory) {
    for (const repository of inventory.of('github.repository')) {
      if (repository.visibility !== 'public' || repository.archived === true) continue;
      const scope = `repository:${repository.name.toLowerCase()}`;
      const subject = ofScope('github', scope);
      const runner = inventory.of('github.runner').find((it) => it.scope === scope);
      if (runner === undefined) yield pass(subject);
      else {
        const summary = `The public repository ${repository.name} has the self-hosted runner "${runner.name}".`;
        yield fail(subject, summary, at(runner, 'a runner of a public repository'));
      }
    }
  },
});
