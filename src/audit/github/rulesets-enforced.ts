// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, ofScope, pass, unknown } from './judging.ts';

export const rulesetsEnforced = defineCheck({
  id: 'github-rulesets-enforced',
  area: 'ci',
  title: 'Rulesets are enforced',
  weakness: 'A ruleset is only watched, or switched off',
  severity: 'low',
  rows: ['A1', 'A4'],
  why: 'A ruleset that is only evaluated writes down who would have been stopped, and stops nobody: whoever looks at the list of rulesets believes that branches are protected.',
  remediation: [
    '`gh api -X PUT repos/OWNER/REPO/rulesets/ID -f enforcement=active` (of an organisation `orgs/ORG/rulesets/ID`), or delete it.',
  ],
  mappings: { mitigations: ['M1018'], owasp: ['CICD-SEC-1', 'CICD-SEC-7'] },
  needs: [{ kind: 'github.ruleset' }],
  *judge(inventory) {
    for (const it of inventory.of('github.ruleset')) {
      const subject = { kind: 'ruleset', id: it.id, name: it.name };
      if (it.enforcement === 'active') yield pass(subject);
      else if (it.enforcement !== 'evaluate' && it.enforcement !== 'disabled')
        yield unknown(subject, 'the answer does not say whether it is enforced');
      else {
        const what = it.enforcement === 'evaluate' ? 'is only watched, not enforced' : 'is switched off';
        const summary = `The ruleset "${it.name}" of ${ofScope('github', it.scope).name} ${what}.`;
        yield fail(subject, summary, at(it, `enforcement is ${it.enforcement}`, 'enforcement'));
      }
    }
  },
});
