// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';

export const awsAccessKeysUsed = defineCheck({
  id: 'aws-access-keys-used',
  area: 'aws',
  title: 'Active access keys are used',
  weakness: 'Active access key that nobody uses',
  severity: 'medium',
  rows: ['A6', 'U3'],
  why: 'A key that nobody uses is missed by nobody when it is stolen, and its use by a thief is not told from the owner coming back.',
  remediation: [
    '`aws iam update-access-key --status Inactive`; if nothing breaks for two weeks, `aws iam delete-access-key`.',
  ],
  mappings: {
    cis: ['AWS Foundations 3.0 1.12'],
    mitigations: ['M1018'],
    peers: { prowler: ['iam_user_accesskey_unused'] },
  },
  needs: [{ kind: 'credential', provider: 'aws' }],
  settings: { days: { default: 45, description: 'days without use', published: ['CIS AWS: 45'] } },
  *judge(inventory, { now, settings }) {
    for (const key of inventory.of('credential')) {
      if (key.provider !== 'aws' || key.type !== 'access-key' || key.enabled === false) continue;
      const subject = { kind: 'access-key', id: key.id, ...(key.name === undefined ? {} : { name: key.name }) };
      const { lastUsed } = key;
      const since =
        lastUsed === undefined ? undefined : 'at' in lastUsed ? lastUsed.at : (lastUsed.since ?? key.created);
      if (lastUsed === undefined || since === undefined) {
        yield { status: 'unknown', subject, reason: 'the credential report does not say when it was last used' };
        continue;
      }
      const days = Math.floor((now - Date.parse(since)) / 86_400_000);
      if (days <= settings.number('days')) yield { status: 'pass', subject };
      else
        yield {
          status: 'fail',
          subject,
          summary: `The ${key.name} is active and was ${'at' in lastUsed ? `last used ${days} days ago` : `never used in the ${days} days since it was made`}.`,
          evidence: [
            {
              where: key.where,
              note:
                'at' in lastUsed
                  ? `last used on ${since.slice(0, 10)}`
                  : `made on ${since.slice(0, 10)}, no use recorded`,
            },
          ],
        };
    }
  },
});
