// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, pass, unknown } from '../github/judging.ts';

export const serviceAccountsNoOwners = defineCheck({
  id: 'gitlab-service-accounts-no-owners',
  area: 'ci',
  title: 'Service accounts own no group',
  weakness: 'Service account owns a group',
  severity: 'medium',
  rows: ['A2', 'A6', 'U1', 'U6'],
  why: 'A service account has no second factor and its token lies in some configuration. As an owner, it reads every variable of the group, makes further tokens, and takes protection away.',
  remediation: ['Give it the role that its work needs: `glab api -X PUT groups/GROUP/members/USER -F access_level=30`'],
  mappings: { mitigations: ['M1018', 'M1026'], owasp: ['CICD-SEC-2', 'CICD-SEC-5'] },
  needs: [{ kind: 'gitlab.service-account' }, { kind: 'gitlab.member' }],
  *judge(inventory) {
    for (const it of inventory.of('gitlab.service-account')) {
      const subject = { kind: 'user', id: `gitlab:user:${it.number}`, name: it.username };
      const memberships = inventory.of('gitlab.member').filter((one) => one.number === it.number);
      const owned = memberships.find((one) => one.level >= 50);
      if (owned !== undefined) {
        const summary = `The service account ${it.username} is an owner of the ${owned.scope.replace(':', ' ')}.`;
        yield fail(subject, summary, at(owned, `its level is ${owned.level}`, 'access_level'));
      } else if (inventory.collected('gitlab.member', 'gitlab') !== 'complete')
        yield unknown(subject, 'members were not all told');
      else yield pass(subject);
    }
  },
});
