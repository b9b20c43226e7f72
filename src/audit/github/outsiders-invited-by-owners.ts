// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, ofScope, pass, unknown } from './judging.ts';

export const outsidersInvitedByOwners = defineCheck({
  id: 'github-outsiders-invited-by-owners',
  area: 'ci',
  title: 'Only owners of the organisation invite outside collaborators',
  weakness: 'Administrators of repositories may invite outsiders',
  severity: 'low',
  rows: ['A4', 'U1'],
  why: 'With a stolen token of an administrator of one repository, a thief invites an account of his own as an outside collaborator. He stays when the token is found and revoked.',
  remediation: [
    'Organisation Settings, Member privileges, Outside collaborators: switch off Allow repository administrators to invite outside collaborators (GitHub Enterprise Cloud).',
  ],
  mappings: { mitigations: ['M1018'], owasp: ['CICD-SEC-2'], techniques: ['T1528', 'T1136'] },
  needs: [{ kind: 'github.organization' }],
  *judge(inventory) {
    for (const it of inventory.of('github.organization')) {
      const subject = ofScope('github', `organization:${it.login.toLowerCase()}`);
      if (it.membersInvite === undefined)
        yield unknown(
          subject,
          'the answer has no members_can_invite_outside_collaborators: only Enterprise Cloud has it',
        );
      else if (!it.membersInvite) yield pass(subject);
      else {
        const summary = `Administrators of a repository of ${it.login} can invite outsiders to it, without an owner of the organisation.`;
        const shown = 'members_can_invite_outside_collaborators';
        yield fail(subject, summary, at(it, `${shown} is true`, shown));
      }
    }
  },
});
