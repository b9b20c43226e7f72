// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { enabledKeys, subjectOfKey } from './judge-last-use.ts';

export const gcpServiceAccountKeysRotated = defineCheck({
  id: 'gcp-service-account-keys-rotated',
  area: 'gcp',
  title: 'Keys of service accounts are changed from time to time',
  weakness: 'Key of a service account that is old',
  severity: 'medium',
  rows: ['A4'],
  why: 'The older a key, the more copies of it there are, and the fewer people know where.',
  remediation: [
    'Make a new key, put it where the old one is used, disable the old one: `gcloud iam service-accounts keys disable`.',
  ],
  mappings: {
    cis: ['GCP Foundation 1.7'],
    mitigations: ['M1018'],
    peers: { prowler: ['iam_sa_user_managed_key_rotate_90_days'] },
  },
  needs: [{ kind: 'credential', provider: 'gcp' }],
  settings: {
    days: { default: 90, description: 'days after which a key must be changed', published: ['CIS: 90', 'Prowler: 90'] },
  },
  *judge(inventory, { now, settings }) {
    for (const key of enabledKeys(inventory.of('credential'))) {
      const subject = subjectOfKey(key);
      if (key.created === undefined) {
        yield { status: 'unknown', subject, reason: 'the list of keys does not say when it was made (validAfterTime)' };
        continue;
      }
      const days = Math.floor((now - Date.parse(key.created)) / 86_400_000);
      if (days <= settings.number('days')) yield { status: 'pass', subject };
      else
        yield {
          status: 'fail',
          subject,
          summary: `The ${key.name} was made ${days} days ago.`,
          evidence: [
            {
              where: key.where,
              path: [...(key.where.path ?? []), 'validAfterTime'],
              note: `made on ${key.created.slice(0, 10)}`,
            },
          ],
        };
    }
  },
});
