// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeReviews, ofGuests } from './judge-reviews.ts';

export const entraGuestsReviewed = defineCheck({
  id: 'entra-guests-reviewed',
  area: 'entra',
  title: 'Guests are reviewed',
  weakness: 'Nobody reviews guests',
  severity: 'low',
  rows: ['A2', 'A6', 'U3'],
  why: 'Guests come for a project and stay for years. A review that ends access without an answer is what takes them out.',
  remediation: [
    'In the Entra admin center: Identity Governance, Access reviews, New access review; let it recur each quarter and remove access where nobody answers.',
  ],
  mappings: { mitigations: ['M1018'], peers: { prowler: ['entra_access_review_guest_users_configured'] } },
  needs: [{ kind: 'entra.access-review' }],
  judge: (inventory, { now }) =>
    judgeReviews(
      inventory,
      now,
      (queries) => queries.some((it) => ofGuests.test(it)),
      'guests still need what they have',
    ),
});
