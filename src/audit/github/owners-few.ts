// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, ofScope, pass, unknown } from './judging.ts';

export const ownersFew = defineCheck({
  id: 'github-owners-few',
  area: 'ci',
  title: 'The organisation has few owners',
  weakness: 'Organisation has many owners',
  severity: 'medium',
  rows: ['A2', 'U1'],
  why: "Each owner's session or token is the whole organisation: members, secrets, runners, apps. Every owner more is one more laptop that must not be stolen from.",
  remediation: [
    '`gh api -X PUT orgs/ORG/memberships/LOGIN -f role=member`, and custom organisation roles for what they really do.',
  ],
  mappings: {
    mitigations: ['M1018', 'M1026'],
    owasp: ['CICD-SEC-2'],
    peers: { legitify: ['organization_has_too_many_admins'] },
  },
  needs: [{ kind: 'github.member' }],
  settings: {
    most: { default: 3, description: 'owners that an organisation may have', published: ['legitify: 3'] },
  },
  *judge(inventory, context) {
    const most = context.settings.number('most');
    const members = new Map<string, Set<string>>();
    for (const it of inventory.of('github.member')) {
      const owners = members.get(it.organization) ?? new Set();
      if (it.role === 'owner') owners.add(it.login);
      members.set(it.organization, owners);
    }
    for (const [organization, owners] of members) {
      const subject = ofScope('github', `organization:${organization}`);
      const first = inventory.of('github.member').find((it) => it.organization === organization && it.role === 'owner');
      if (first === undefined) yield unknown(subject, 'the list of owners was not collected (members with role=admin)');
      else if (owners.size <= most) yield pass(subject);
      else
        yield fail(
          subject,
          `The organisation ${organization} has ${owners.size} owners: ${[...owners].toSorted().join(', ')}.`,
          at(first, `${owners.size} owners, ${most} are enough`),
        );
    }
  },
});
