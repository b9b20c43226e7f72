// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, pass, unknown } from './judging.ts';
import { defaultBranches } from './protection.ts';

export const defaultBranchNotRewritten = defineCheck({
  id: 'github-default-branch-not-rewritten',
  area: 'ci',
  title: 'The history of the default branch cannot be rewritten',
  weakness: 'The history of the default branch can be rewritten',
  severity: 'low',
  rows: ['A1', 'A4'],
  why: 'Who steals secrets with a changed workflow takes the change out again with a forced push: afterwards nothing in the repository shows what ran.',
  remediation: [
    'Add the rule Block force pushes (`non_fast_forward`) to the ruleset of the default branch, or `allow_force_pushes: false` to its protection.',
  ],
  mappings: { mitigations: ['M1018'], owasp: ['CICD-SEC-1', 'CICD-SEC-10'], techniques: ['T1528', 'T1070'] },
  needs: [{ kind: 'github.branch' }, { kind: 'github.branch-rule' }],
  *judge(inventory) {
    for (const { subject, repository, name, item, protections, gap } of defaultBranches(inventory)) {
      const kept = protections.some((it) =>
        it.kind === 'github.branch-rule' ? it.type === 'non_fast_forward' : it.forcePushes === false,
      );
      if (kept) yield pass(subject);
      else if (gap !== undefined) yield unknown(subject, gap);
      else {
        const summary = `Whoever may write to ${repository} can rewrite the history of its default branch ${name}.`;
        yield fail(subject, summary, at(item, 'nothing blocks forced pushes', 'protected'));
      }
    }
  },
});
