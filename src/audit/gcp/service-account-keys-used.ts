// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';

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
    for (const key of inventory.of('credential')) {
      if (key.provider !== 'gcp' || key.type !== 'service-account-key' || key.enabled === false) continue;
      const subject = {
        kind: 'service-account-key',
        id: key.id,
        ...(key.name === undefined ? {} : { name: key.name }),
      };
      const { lastUsed } = key;
      if (lastUsed === undefined || !('at' in lastUsed)) {
        yield {
          status: 'unknown',
          subject,
          reason:
            'lists of keys do not say when a key was used: add `lastAuthenticatedTime` from `gcloud policy-intelligence query-activity`',
        };
        continue;
      }
      const days = Math.floor((now - Date.parse(lastUsed.at)) / 86_400_000);
      if (days <= settings.number('days')) yield { status: 'pass', subject };
      else
        yield {
          status: 'fail',
          subject,
          summary: `The ${key.name} was last used ${days} days ago.`,
          evidence: [{ where: key.where, note: `last used on ${lastUsed.at.slice(0, 10)}` }],
        };
    }
  },
});
