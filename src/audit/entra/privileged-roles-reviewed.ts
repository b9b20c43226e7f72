// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeReviews } from './judge-reviews.ts';

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
  judge: (inventory) =>
    judgeReviews(inventory, /roleManagement\/directory\/roleDefinitions/i, 'people still need their privileged roles'),
});
