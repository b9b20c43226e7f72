// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at } from './entra-index.ts';

export const entraPoliciesEnforced = defineCheck({
  id: 'entra-policies-enforced',
  area: 'entra',
  title: 'No conditional access policy is left in report-only',
  weakness: 'Conditional access policy only reports',
  severity: 'low',
  rows: ['A4'],
  why: 'A policy in report-only mode stops nobody: the token is given and a line is written. Policies are often left so after a trial, and everyone believes in a protection that is not there.',
  remediation: [
    'Read what the policy would have done: Conditional Access, Insights and reporting.',
    'Turn it on, or delete it: `PATCH https://graph.microsoft.com/v1.0/identity/conditionalAccess/policies/ID` with `{"state":"enabled"}`.',
  ],
  mappings: { mitigations: ['M1047'] },
  needs: [{ kind: 'entra.conditional-access-policy' }],
  *judge(inventory) {
    for (const policy of inventory.of('entra.conditional-access-policy')) {
      const subject = { kind: 'policy', id: policy.id, name: policy.name };
      if (policy.state !== 'enabledForReportingButNotEnforced') {
        yield { status: 'pass', subject };
        continue;
      }
      yield {
        status: 'fail',
        subject,
        summary: `The conditional access policy "${policy.name}" only reports: it stops nobody.`,
        evidence: [at(policy, 'state is enabledForReportingButNotEnforced', 'state')],
      };
    }
  },
});
