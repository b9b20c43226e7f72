// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, entraIndex } from './entra-index.ts';

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
  *judge(inventory) {
    const { tenant } = entraIndex(inventory);
    const reviews = inventory
      .of('entra.access-review')
      .filter((it) => it.queries.some((query) => /userType eq 'Guest'/i.test(query)));
    const lasting = reviews.find((it) => it.recurs !== false);
    if (lasting !== undefined) {
      yield lasting.recurs === undefined
        ? { status: 'unknown', subject: tenant, reason: `whether "${lasting.name}" recurs was not exported` }
        : { status: 'pass', subject: tenant };
      return;
    }
    const [once] = reviews;
    yield {
      status: 'fail',
      subject: tenant,
      summary:
        once === undefined
          ? 'No access review asks whether guests still need what they have.'
          : `"${once.name}" asked once whether guests still need what they have, and does not recur.`,
      evidence: (once === undefined ? inventory.of('entra.access-review').slice(0, 1) : [once]).map((it) =>
        at(it, `covers ${it.queries.join(', ')}`, 'scope'),
      ),
    };
  },
});
