// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { dependingOn } from './judge-power.ts';
import { admissions, sureness, takesTokens } from './trust.ts';

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
    for (const { role, admitted } of admissions(inventory)) {
      if (!takesTokens(role)) continue;
      const subject = { kind: 'role', id: role.id, name: role.name };
      const open = admitted.filter((it) => it.who === 'audience');
      const [first] = open;
      if (first === undefined) yield { status: 'pass', subject };
      else
        yield {
          status: 'fail',
          subject,
          ...sureness(open),
          summary: `The role ${role.name} takes tokens of ${open.map((it) => it.name).join(', ')} for any audience${dependingOn(first.depends)}.`,
          evidence: open.map((it) => ({ where: it.where, note: 'no condition on the audience' })),
        };
    }
  },
});
