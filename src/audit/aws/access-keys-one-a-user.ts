// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';

export const awsAccessKeysOneAUser = defineCheck({
  id: 'aws-access-keys-one-a-user',
  area: 'aws',
  title: 'A user has at most one active access key',
  weakness: 'User with two active access keys',
  severity: 'low',
  rows: ['A4'],
  why: 'Two keys are meant for the days of a change. Kept longer, the second is the one that nobody watches.',
  remediation: ['Find out which of the keys is used, and deactivate the other.'],
  mappings: { cis: ['AWS Foundations 3.0 1.13'], mitigations: ['M1018'] },
  needs: [{ kind: 'aws.user-credentials' }],
  *judge(inventory) {
    for (const it of inventory.of('aws.user-credentials')) {
      if (it.activeKeys === 0 || it.root) continue;
      const subject = { kind: 'user', id: it.id, name: it.user };
      if (it.activeKeys === 1) yield { status: 'pass', subject };
      else
        yield {
          status: 'fail',
          subject,
          summary: `The user ${it.user} has ${it.activeKeys} active access keys.`,
          evidence: [{ where: it.where, note: 'access_key_1_active and access_key_2_active are true' }],
        };
    }
  },
});
