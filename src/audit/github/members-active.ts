// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { disuse, fail, pass, unknown } from './judging.ts';

export const membersActive = defineCheck({
  id: 'github-members-active',
  area: 'ci',
  title: 'Members of the organisation are active',
  weakness: 'Member has not been active for long',
  severity: 'low',
  rows: ['A6', 'U3'],
  why: 'Nobody sees that somebody else uses an account whose owner is gone, and its tokens and keys stay good with it. That of an owner is the whole organisation.',
  remediation: [
    'Ask the person, then `gh api -X DELETE orgs/ORG/members/LOGIN`; an owner can become a member first: `gh api -X PUT orgs/ORG/memberships/LOGIN -f role=member`.',
  ],
  mappings: {
    mitigations: ['M1018', 'M1026'],
    owasp: ['CICD-SEC-2'],
    peers: { legitify: ['stale_member_found', 'stale_admin_found'] },
  },
  needs: [{ kind: 'github.activity' }],
  settings: {
    days: {
      default: 180,
      description: 'days without activity',
      published: ['legitify: 6 months', 'GitHub: dormant after 90 days'],
    },
  },
  *judge(inventory, context) {
    const limit = context.settings.number('days');
    const owners = new Set(
      inventory.of('github.member').flatMap((it) => (it.role === 'owner' ? [it.login.toLowerCase()] : [])),
    );
    for (const it of inventory.of('github.activity')) {
      if (it.suspended === true) continue;
      const subject = { kind: 'identity', id: `github:user:${it.login.toLowerCase()}`, name: it.login };
      if (it.lastActive === undefined) {
        yield unknown(subject, 'the report has no time of the last activity (last_active)');
        continue;
      }
      const why = disuse(context, it.lastActive, it.created, limit)?.replace('used', 'active');
      if (why === undefined) yield pass(subject);
      else {
        const owner = owners.has(it.login.toLowerCase());
        yield fail(
          subject,
          `${owner ? 'The owner ' : ''}${it.login} ${why} on GitHub.`,
          { where: it.where, note: why },
          { severity: owner ? 'medium' : 'low' },
        );
      }
    }
  },
});
