// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, ofScope, pass, unknown } from './judging.ts';

export const repositoryRunnersLimited = defineCheck({
  id: 'github-repository-runners-limited',
  area: 'ci',
  title: 'Only chosen repositories may have runners of their own',
  weakness: 'Every repository may have runners of its own',
  severity: 'low',
  rows: ['A4', 'U1'],
  why: 'A stolen token with administration of a repository registers a machine of the thief as its runner. Jobs that run there hand him their secrets and their tokens.',
  remediation: [
    '`gh api -X PUT orgs/ORG/actions/permissions/self-hosted-runners -f enabled_repositories=none`, or `selected` with the repositories that need them.',
  ],
  mappings: { mitigations: ['M1018'], owasp: ['CICD-SEC-5', 'CICD-SEC-7'] },
  needs: [{ kind: 'github.organization' }],
  *judge(inventory) {
    for (const { login } of inventory.of('github.organization')) {
      const name = login.toLowerCase();
      const subject = ofScope('github', `organization:${name}`);
      const it = inventory.find('github.repository-runners', `github:repository-runners:${name}`);
      if (it === undefined)
        yield unknown(subject, `it was not told: \`gh api orgs/${login}/actions/permissions/self-hosted-runners\``);
      else if (it.repositories !== 'all') yield pass(subject);
      else {
        const summary = `Administrators of any repository of ${login} can register a machine of their own as its runner.`;
        yield fail(subject, summary, at(it, 'enabled_repositories is all', 'enabled_repositories'));
      }
    }
  },
});
