// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, listed } from './entra-index.ts';

export const entraAppLimitsWithoutExceptions = defineCheck({
  id: 'entra-app-limits-without-exceptions',
  area: 'entra',
  title: 'No application is freed from the limits on credentials',
  weakness: 'Applications are freed from the limits on credentials',
  severity: 'low',
  rows: ['A4'],
  why: "A policy of its own wins over the tenant's default. One with its restrictions disabled lets secrets of any age into just the applications that were hard to change, which are often the strongest.",
  remediation: [
    'Move the applications to certificates or federation, then delete the policy: `DELETE https://graph.microsoft.com/v1.0/policies/appManagementPolicies/ID`.',
  ],
  mappings: { mitigations: ['M1047'], peers: { maester: ['MT.1002'] } },
  needs: [{ kind: 'entra.app-management-policy' }],
  *judge(inventory) {
    for (const policy of inventory.of('entra.app-management-policy')) {
      if (policy.isDefault) continue;
      const subject = { kind: 'policy', id: policy.id, name: policy.name };
      const off = [...policy.passwords, ...policy.keys].filter((it) => it.state === 'disabled').map((it) => it.type);
      if (policy.enabled !== true || off.length === 0 || policy.appliesTo?.length === 0) {
        yield { status: 'pass', subject };
      } else if (policy.appliesTo === undefined) {
        yield {
          status: 'unknown',
          subject,
          reason: `to which applications "${policy.name}" applies was not exported: add $expand=appliesTo`,
        };
      } else {
        yield {
          status: 'fail',
          subject,
          summary: `"${policy.name}" frees ${listed(policy.appliesTo)} from ${off.join(' and ')}.`,
          evidence: [at(policy, `disabled: ${off.join(', ')}`, 'restrictions')],
        };
      }
    }
  },
});
