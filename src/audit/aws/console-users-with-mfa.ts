// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';

export const awsConsoleUsersWithMfa = defineCheck({
  id: 'aws-console-users-with-mfa',
  area: 'aws',
  title: 'Users with a console password have a second factor',
  weakness: 'Console user without a second factor',
  severity: 'high',
  rows: ['U5'],
  why: 'A password that was phished or guessed is enough to sign in, and from a console session every credential that the user may make is a click away.',
  remediation: [
    'Register a factor for the user, a security key for administrators.',
    'Deny everything without `aws:MultiFactorAuthPresent` until then.',
  ],
  mappings: { cis: ['AWS Foundations 3.0 1.10'], mitigations: ['M1018'] },
  needs: [{ kind: 'aws.user-credentials' }],
  *judge(inventory) {
    for (const it of inventory.of('aws.user-credentials')) {
      if (it.root || it.password !== true) continue;
      const subject = { kind: 'user', id: it.id, name: it.user };
      if (it.mfa === true) yield { status: 'pass', subject };
      else if (it.mfa === undefined)
        yield {
          status: 'unknown',
          subject,
          reason: 'the credential report does not say whether there is a second factor',
        };
      else
        yield {
          status: 'fail',
          subject,
          summary: `${it.user} signs in to the console with a password alone.`,
          evidence: [{ where: it.where, note: 'password_enabled is true, mfa_active is false' }],
        };
    }
  },
});
