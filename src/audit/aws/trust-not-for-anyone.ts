// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { trusts } from './trust.ts';

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
    for (const { role, trust } of trusts(inventory)) {
      const subject = { kind: 'role', id: role.id, name: role.name };
      const limited = trust.conditions.some(
        (it) =>
          /^aws:(?:PrincipalOrgID|PrincipalArn|PrincipalAccount|SourceAccount|SourceArn|SourceOrgID)$/i.test(it.key) &&
          !it.values.includes('*'),
      );
      if (trust.type !== 'anyone' || limited) continue;
      yield {
        status: 'fail',
        subject,
        summary: `Anyone with an AWS account can become the role ${role.name}${trust.conditions.length === 0 ? '' : ', under conditions that do not say who'}.`,
        ...(trust.conditions.length === 0 ? {} : { confidence: 'medium' as const }),
        evidence: [{ where: role.where, path: trust.path, note: 'the principal of the trust policy is *' }],
      };
    }
    for (const role of inventory.of('aws.principal')) {
      if (role.trust !== undefined && !role.trust.some((it) => it.type === 'anyone'))
        yield { status: 'pass', subject: { kind: 'role', id: role.id, name: role.name } };
    }
  },
});
