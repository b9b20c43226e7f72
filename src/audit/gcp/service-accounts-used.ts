// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';

export const gcpServiceAccountsUsed = defineCheck({
  id: 'gcp-service-accounts-used',
  area: 'gcp',
  title: 'Service accounts are used',
  weakness: 'Service account that nobody uses',
  severity: 'low',
  rows: ['A6', 'U3'],
  why: 'An account that nobody uses keeps its roles and keys, and nobody notices when somebody else acts as it.',
  remediation: [
    '`gcloud policy-intelligence query-activity --activity-type=serviceAccountLastAuthentication --project=ID`, then `gcloud iam service-accounts disable EMAIL`.',
  ],
  mappings: { mitigations: ['M1018'], peers: { prowler: ['iam_service_account_unused'] } },
  needs: [{ kind: 'gcp.service-account' }],
  settings: { days: { default: 180, description: 'days without use', published: ['Prowler: 180'] } },
  *judge(inventory, { now, settings }) {
    for (const it of inventory.of('gcp.service-account')) {
      if (!it.enabled) continue;
      const subject = { kind: 'service-account', id: it.id, name: it.email };
      const lastUsed = inventory.find('identity', it.id)?.lastUsed;
      if (lastUsed === undefined || !('at' in lastUsed)) {
        yield {
          status: 'unknown',
          subject,
          reason:
            'lists of service accounts do not say when one was used: add `lastAuthenticatedTime` from `gcloud policy-intelligence query-activity`',
        };
        continue;
      }
      const days = Math.floor((now - Date.parse(lastUsed.at)) / 86_400_000);
      if (days <= settings.number('days')) yield { status: 'pass', subject };
      else
        yield {
          status: 'fail',
          subject,
          summary: `The service account ${it.email} was last used ${days} days ago.`,
          evidence: [{ where: it.where, note: `last used on ${lastUsed.at.slice(0, 10)}` }],
        };
    }
  },
});
