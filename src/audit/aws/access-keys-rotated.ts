// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';

export const awsAccessKeysRotated = defineCheck({
  id: 'aws-access-keys-rotated',
  area: 'aws',
  title: 'Access keys are changed from time to time',
  weakness: 'Access key that is old',
  severity: 'medium',
  rows: ['A4', 'U1'],
  why: 'An access key has no end. Whoever copied it from a laptop, a repository or a pipeline years ago can still use it, and a key that nobody changes is a key of which nobody knows where it lies.',
  remediation: [
    'Give workloads roles, and people `aws sso login`, so that they need no key.',
    'Make a new key, put it where the old one is used, then `aws iam update-access-key --status Inactive` and, after some days, `aws iam delete-access-key`.',
  ],
  mappings: {
    cis: ['AWS Foundations 3.0 1.14'],
    mitigations: ['M1047', 'M1018'],
    peers: { prowler: ['iam_rotate_access_key_90_days'] },
  },
  needs: [{ kind: 'credential', provider: 'aws' }],
  settings: {
    days: { default: 90, description: 'days after which a key must be changed', published: ['CIS AWS: 90'] },
  },
  *judge(inventory, { now, settings }) {
    for (const key of inventory.of('credential')) {
      if (key.provider !== 'aws' || key.type !== 'access-key' || key.enabled === false) continue;
      const subject = { kind: 'access-key', id: key.id, ...(key.name === undefined ? {} : { name: key.name }) };
      if (key.lastChanged === undefined) {
        yield { status: 'unknown', subject, reason: 'the credential report does not say when it was made' };
        continue;
      }
      const days = Math.floor((now - Date.parse(key.lastChanged)) / 86_400_000);
      if (days <= settings.number('days')) yield { status: 'pass', subject };
      else
        yield {
          status: 'fail',
          subject,
          summary: `The ${key.name} was made ${days} days ago and was not changed since.`,
          evidence: [{ where: key.where, note: `made on ${key.lastChanged.slice(0, 10)}` }],
        };
    }
  },
});
