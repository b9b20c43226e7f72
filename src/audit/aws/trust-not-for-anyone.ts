// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { dependingOn } from './judge-power.ts';
import { admissions, sureness } from './trust.ts';

export const awsTrustNotForAnyone = defineCheck({
  id: 'aws-trust-not-for-anyone',
  area: 'aws',
  title: 'No role can be assumed by anyone',
  weakness: 'Role that anyone with an AWS account may become',
  severity: 'critical',
  rows: ['A4', 'A2'],
  why: 'A trust policy for the principal `*` lets every AWS account in the world take the role, unless a condition stops it.',
  remediation: ['Name the account, role or organisation that is meant, or ask for `aws:PrincipalOrgID`.'],
  mappings: { mitigations: ['M1018', 'M1047'] },
  needs: [{ kind: 'aws.principal' }],
  *judge(inventory) {
    for (const { role, admitted } of admissions(inventory)) {
      const subject = { kind: 'role', id: role.id, name: role.name };
      const open = admitted.filter((it) => it.who === 'anyone');
      const [first] = open;
      if (first === undefined) yield { status: 'pass', subject };
      else
        yield {
          status: 'fail',
          subject,
          ...sureness(open),
          summary: `Anyone with an AWS account can become the role ${role.name}${dependingOn(first.depends)}.`,
          evidence: open.map((it) => ({ where: it.where, note: 'a principal that nobody knows is let in' })),
        };
    }
  },
});
