// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeLastUse } from './judge-last-use.ts';

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
    const lists = 'lists of service accounts do not say when one was';
    for (const { enabled, id, email, where } of inventory.of('gcp.service-account')) {
      if (!enabled) continue;
      const subject = { kind: 'service-account', id, name: email };
      const { lastUsed } = inventory.find('identity', id) ?? {};
      const it = { subject, name: `The service account ${email}`, lastUsed, where };
      yield judgeLastUse(it, { now, days: settings.number('days'), lists });
    }
  },
});
