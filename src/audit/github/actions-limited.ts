// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, inWords, ofScope, pass, unknown } from './judging.ts';

export const actionsLimited = defineCheck({
  id: 'github-actions-limited',
  area: 'ci',
  title: 'Only chosen actions may run',
  weakness: 'Any action of anybody may run',
  severity: 'medium',
  rows: ['A1', 'A3', 'A4'],
  why: "An action runs with the job's token and secrets. Where every action of the marketplace may run, one hijacked tag of a stranger's repository reads them all.",
  remediation: [
    '`gh api -X PUT orgs/ORG/actions/permissions -f enabled_repositories=all -f allowed_actions=selected`',
    "Then name what is used: `gh api -X PUT orgs/ORG/actions/permissions/selected-actions -F github_owned_allowed=true -F verified_allowed=false -f 'patterns_allowed[]=OWNER/REPO@*'`",
  ],
  mappings: {
    mitigations: ['M1018', 'M1033'],
    owasp: ['CICD-SEC-3', 'CICD-SEC-8'],
    peers: { legitify: ['all_github_actions_are_allowed'] },
  },
  needs: [{ kind: 'github.actions-policy' }],
  *judge(inventory) {
    for (const it of inventory.of('github.actions-policy')) {
      const subject = ofScope('github', it.scope);
      if (it.enabled === false) yield pass(subject);
      else if (it.allowed === undefined) yield unknown(subject, 'the answer does not say which actions may run');
      else if (it.allowed === 'all') {
        const summary = `Workflows of the ${inWords(subject)} may run any action of anybody.`;
        yield fail(subject, summary, at(it, 'allowed_actions is all', 'allowed_actions'));
      } else {
        const list = inventory.find('github.selected-actions', `github:selected-actions:${it.scope}`);
        const all =
          it.allowed === 'selected'
            ? list?.patterns.find((pattern) => /^\*(?:\/\*)?(?:@\*)?$/.test(pattern))
            : undefined;
        if (list === undefined || all === undefined) yield pass(subject);
        else {
          const summary = `Workflows of the ${inWords(subject)} may run any action, as the list of chosen ones holds "${all}".`;
          yield fail(
            subject,
            summary,
            at(list, 'a pattern that fits everything', 'patterns_allowed', list.patterns.indexOf(all)),
          );
        }
      }
    }
  },
});
