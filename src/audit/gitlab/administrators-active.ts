// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, disuse, fail, pass, unknown } from '../github/judging.ts';

export const administratorsActive = defineCheck({
  id: 'gitlab-administrators-active',
  area: 'ci',
  title: 'Administrators and owners are active',
  weakness: 'Powerful account is not used',
  severity: 'medium',
  rows: ['A6', 'U3'],
  why: 'An account that nobody uses and that may do everything is the best one to steal: its owner does not see that somebody else is in it.',
  remediation: [
    '`glab api -X POST users/ID/deactivate`, or take the role: `glab api -X PUT groups/ID/members/USER -F access_level=30`.',
  ],
  mappings: { mitigations: ['M1018', 'M1026'], owasp: ['CICD-SEC-2'], peers: { legitify: ['stale_admin_found'] } },
  needs: [{ kind: 'gitlab.member' }],
  settings: {
    days: { default: 180, description: 'days without activity', published: ['legitify: 6 months'] },
  },
  *judge(inventory, context) {
    const limit = context.settings.number('days');
    const owners = new Set(inventory.of('gitlab.member').flatMap((it) => (it.level >= 50 ? [it.number] : [])));
    const seen = new Set<string>();
    for (const it of [...inventory.of('gitlab.user'), ...inventory.of('gitlab.seat')]) {
      const admin = it.kind === 'gitlab.user' && it.admin === true;
      const bot = it.kind === 'gitlab.user' && it.bot === true;
      if (seen.has(it.number) || it.active === false || bot || (!admin && !owners.has(it.number))) continue;
      seen.add(it.number);
      const subject = { kind: 'identity', id: `gitlab:user:${it.number}`, name: it.username };
      const last = it.lastActive ?? it.lastSignIn;
      if (last === undefined) {
        yield unknown(subject, 'the answer has no last_activity_on');
        continue;
      }
      const why = disuse(context, last, it.created, limit)?.replace('used', 'active');
      if (why === undefined) yield pass(subject);
      else
        yield fail(
          subject,
          `The ${admin ? 'administrator' : 'owner'} ${it.username} ${why} on GitLab.`,
          at(it, why, 'last_activity_on'),
        );
    }
  },
});
