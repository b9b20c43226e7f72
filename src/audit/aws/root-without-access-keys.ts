// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';

export const awsRootWithoutAccessKeys = defineCheck({
  id: 'aws-root-without-access-keys',
  area: 'aws',
  title: 'The root user has no access keys',
  weakness: 'Access key of the root user',
  severity: 'critical',
  rows: ['A4', 'U1'],
  why: 'A key of the root user can do everything in the account, cannot be limited by a policy of the account, and has no end.',
  remediation: ['Sign in as root once and delete the key. Use a role for what it was used for.'],
  mappings: { cis: ['AWS Foundations 3.0 1.4'], mitigations: ['M1018'] },
  needs: [{ kind: 'aws.user-credentials' }],
  *judge(inventory) {
    for (const it of inventory.of('aws.user-credentials')) {
      if (!it.root) continue;
      const subject = { kind: 'user', id: it.id, name: 'root' };
      if (it.activeKeys === 0) yield { status: 'pass', subject };
      else
        yield {
          status: 'fail',
          subject,
          summary: 'The root user of the account has an active access key.',
          evidence: [{ where: it.where, note: `${it.activeKeys} active` }],
        };
    }
  },
});
