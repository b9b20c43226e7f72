// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { asked, isOidc, issuerOf } from './trust.ts';

export const awsFederatedTrustNamesAudience = defineCheck({
  id: 'aws-federated-trust-names-audience',
  area: 'aws',
  title: 'Roles for federated tokens ask for their audience',
  weakness: 'Role that takes tokens meant for somebody else',
  severity: 'medium',
  rows: ['A4'],
  why: 'Without a condition on the audience, a token that a job got for another service, and that this service holds, can be turned into credentials of the role.',
  remediation: ['Add `"StringEquals": {"ISSUER:aud": "sts.amazonaws.com"}` to the trust policy.'],
  mappings: { mitigations: ['M1018'] },
  needs: [{ kind: 'aws.principal' }],
  *judge(inventory) {
    for (const role of inventory.of('aws.principal')) {
      const found = (role.trust ?? []).filter(isOidc);
      if (found.length === 0) continue;
      const subject = { kind: 'role', id: role.id, name: role.name };
      const open = found.filter((it) => asked(it, 'aud').filter((one) => one !== '*').length === 0);
      if (open.length === 0) yield { status: 'pass', subject };
      else
        yield {
          status: 'fail',
          subject,
          summary: `The role ${role.name} takes tokens of ${[...new Set(open.map(issuerOf))].join(', ')} for any audience.`,
          evidence: open.map((it) => ({ where: role.where, path: it.path, note: 'no condition on the audience' })),
        };
    }
  },
});
