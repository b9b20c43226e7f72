// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, entraIndex } from './entra-index.ts';

export const entraPrivilegedRolesReviewed = defineCheck({
  id: 'entra-privileged-roles-reviewed',
  area: 'entra',
  title: 'Holders of privileged roles are reviewed',
  weakness: 'Nobody reviews who holds privileged roles',
  severity: 'medium',
  rows: ['A2', 'A6', 'U3'],
  why: 'Roles are given for a task and kept. Each one that nobody needs any more is a token worth stealing that nobody would miss.',
  remediation: [
    'In the Entra admin center: Identity Governance, Access reviews, New access review; let it recur each quarter and remove access where nobody answers.',
  ],
  mappings: { mitigations: ['M1018'], peers: { prowler: ['entra_access_review_privileged_roles_configured'] } },
  needs: [{ kind: 'entra.access-review' }],
  *judge(inventory) {
    const { tenant } = entraIndex(inventory);
    const reviews = inventory
      .of('entra.access-review')
      .filter((it) => it.queries.some((query) => /roleManagement\/directory\/roleDefinitions/i.test(query)));
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
          ? 'No access review asks whether people still need their privileged roles.'
          : `"${once.name}" asked once whether people still need their privileged roles, and does not recur.`,
      evidence: (once === undefined ? inventory.of('entra.access-review').slice(0, 1) : [once]).map((it) =>
        at(it, `covers ${it.queries.join(', ')}`, 'scope'),
      ),
    };
  },
});
