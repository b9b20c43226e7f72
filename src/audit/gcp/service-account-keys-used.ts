// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { enabledKeys, judgeLastUse, subjectOfKey } from './judge-last-use.ts';

export const gcpServiceAccountKeysUsed = defineCheck({
  id: 'gcp-service-account-keys-used',
  area: 'gcp',
  title: 'Keys of service accounts are used',
  weakness: 'Key of a service account that nobody uses',
  severity: 'medium',
  rows: ['A6', 'U3'],
  why: 'A key that nobody uses can be stolen without anything breaking.',
  remediation: [
    'Ask Policy Intelligence: `gcloud policy-intelligence query-activity --activity-type=serviceAccountKeyLastAuthentication --project=ID`; disable keys without use.',
  ],
  mappings: { mitigations: ['M1018'], peers: { prowler: ['iam_sa_user_managed_key_unused'] } },
  needs: [{ kind: 'credential', provider: 'gcp' }],
  settings: { days: { default: 180, description: 'days without use', published: ['Prowler: 180'] } },
  *judge(inventory, { now, settings }) {
    const lists = 'lists of keys do not say when a key was';
    for (const key of enabledKeys(inventory.of('credential'))) {
      const { lastUsed, where } = key;
      const it = { subject: subjectOfKey(key), name: `The ${key.name}`, lastUsed, where };
      yield judgeLastUse(it, { now, days: settings.number('days'), lists });
    }
  },
});
