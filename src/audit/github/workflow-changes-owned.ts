// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, pass, unknown } from './judging.ts';
import { defaultBranches, rulesetsOf } from './protection.ts';

/** Restricted paths that take in all workflows. */
const allWorkflows = /^\/?\.github(?:\/workflows)?(?:\/\*\*(?:\/\*)?|\/)?$/;

export const workflowChangesOwned = defineCheck({
  id: 'github-workflow-changes-owned',
  area: 'ci',
  title: 'Changes of workflows are approved by their owners',
  weakness: 'Anybody approves changes of workflows',
  severity: 'low',
  rows: ['A4', 'U1'],
  why: 'A workflow decides what gets the secrets. Where any colleague approves a change of it like any other, one approval given in a hurry is enough for a pull request that was opened with a stolen token.',
  remediation: [
    'Add to `.github/CODEOWNERS`: `/.github/ @ORG/SECURITY-TEAM`, and require review from code owners in the ruleset of the default branch (`require_code_owner_review`).',
    'Or a push ruleset that restricts the path `.github/workflows/**/*`.',
  ],
  mappings: { mitigations: ['M1018'], owasp: ['CICD-SEC-1', 'CICD-SEC-4'] },
  needs: [{ kind: 'github.branch' }, { kind: 'github.branch-rule' }],
  *judge(inventory) {
    const holding = new Set(
      inventory.of('github.secret').flatMap((it) => (it.visibility === 'selected' ? [] : [it.scope])),
    );
    const allTold = inventory.collected('github.secret', 'github') === 'complete';
    const rulesets = rulesetsOf(inventory);
    for (const { subject, repository, name, item, protections, gap } of defaultBranches(inventory)) {
      const organization = `organization:${repository.split('/')[0] ?? ''}`;
      // Without secrets a workflow has nothing to give away.
      if (allTold && !holding.has(`repository:${repository}`) && !holding.has(organization)) continue;
      const pushes = rulesets(repository, 'push').filter(({ ruleset }) =>
        ruleset.paths?.some((path) => allWorkflows.test(path)),
      );
      const asking = protections.find((it) => it.codeOwners === true);
      const owners = inventory.find('github.code-owners', `github:code-owners:${repository}`);
      const team = protections.some((it) => it.kind === 'github.branch-rule' && it.workflowTeam === true);
      if (
        team ||
        pushes.some(({ unsure }) => !unsure) ||
        (asking !== undefined && (owners?.workflowOwners.length ?? 0) > 0)
      )
        yield pass(subject);
      else if (pushes.length > 0)
        yield unknown(subject, 'whether the push ruleset of the organisation is for this repository was not told');
      else if (asking === undefined && gap !== undefined) yield unknown(subject, gap);
      else if (asking === undefined) {
        const summary = `Workflows of ${repository} can be changed on ${name} without the approval of an owner of theirs.`;
        yield fail(subject, summary, at(item, 'no review by code owners is required'));
      } else if (owners !== undefined) {
        const summary = `${owners.file} of ${repository} names nobody for .github/workflows, so that anybody approves changes there.`;
        yield fail(subject, summary, at(owners, 'no owner of .github/workflows', 'content'));
      } else if (inventory.collected('github.code-owners', 'github') !== 'complete')
        yield unknown(
          subject,
          `the file of owners was not told: \`gh api repos/${repository}/contents/.github/CODEOWNERS\``,
        );
      else {
        const summary = `Owners must approve changes of ${name} of ${repository}, but there is no CODEOWNERS file that names any.`;
        yield fail(subject, summary, at(asking, 'review by code owners, without owners'));
      }
    }
  },
});
