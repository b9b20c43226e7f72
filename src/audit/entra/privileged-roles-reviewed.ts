// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeReviews, ofGuests } from './judge-reviews.ts';

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
  judge: (inventory, { now }) =>
    judgeReviews(inventory, now, reviewsPeople, 'people still need their privileged roles'),
});

/** All holders of a role, or those for whom it is active or eligible. */
const ofRoles = /roleManagement\/directory\/(?:roleDefinitions|role(?:Assignment|Eligibility)ScheduleInstances)/i;

/** A review of the service principals or the guests alone says nothing of the people who administer. */
function reviewsPeople(queries: readonly string[]): boolean {
  return (
    queries.some((it) => ofRoles.test(it) && !/microsoft\.graph\.servicePrincipal/i.test(it)) &&
    !queries.some((it) => ofGuests.test(it) || /^(?:\/(?:v1\.0|beta))?\/servicePrincipals/i.test(it))
  );
}
