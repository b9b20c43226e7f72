// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';

export const awsRootWithMfa = defineCheck({
  id: 'aws-root-with-mfa',
  area: 'aws',
  title: 'The root user has a second factor',
  weakness: 'Root user without a second factor',
  severity: 'critical',
  rows: ['U5'],
  why: 'Whoever resets the password of the root user by mail owns the account, and can hand out credentials for all of it.',
  remediation: [
    'Register a security key for the root user, or centralise root access in AWS Organizations and remove its credentials from member accounts.',
  ],
  mappings: { cis: ['AWS Foundations 3.0 1.5'], mitigations: ['M1018'] },
  needs: [{ kind: 'aws.user-credentials' }],
  *judge(inventory) {
    for (const it of inventory.of('aws.user-credentials')) {
      if (!it.root) continue;
      const subject = { kind: 'user', id: it.id, name: 'root' };
      if (it.mfa === true) yield { status: 'pass', subject };
      else if (it.mfa === undefined)
        yield {
          status: 'unknown',
          subject,
          reason: 'the credential report does not say whether it has a second factor',
        };
      else
        yield {
          status: 'fail',
          subject,
          summary: 'The root user of the account has no second factor.',
          evidence: [{ where: it.where, note: 'mfa_active is false' }],
        };
    }
  },
});
