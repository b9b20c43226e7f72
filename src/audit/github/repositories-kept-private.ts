// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, ofScope, pass, unknown } from './judging.ts';

export const repositoriesKeptPrivate = defineCheck({
  id: 'github-repositories-kept-private',
  area: 'ci',
  title: 'Only owners of the organisation make repositories public',
  weakness: 'Members may make a repository public',
  severity: 'medium',
  rows: ['A4', 'U1'],
  why: 'A stolen token with administration of one repository makes it public with one call: its whole history, with every secret that was ever committed, can be read by anybody a moment later.',
  remediation: [
    'Organisation Settings, Member privileges, Repository visibility change: switch off Allow members to change repository visibilities for this organization.',
  ],
  mappings: { mitigations: ['M1018'], owasp: ['CICD-SEC-5'] },
  needs: [{ kind: 'github.organization' }],
  *judge(inventory) {
    for (const it of inventory.of('github.organization')) {
      const subject = ofScope('github', `organization:${it.login.toLowerCase()}`);
      if (it.membersPublish === undefined)
        yield unknown(subject, 'the answer has no members_can_change_repo_visibility: ask as an owner');
      else if (!it.membersPublish) yield pass(subject);
      else {
        const summary = `Administrators of a repository of ${it.login} can make it public, without an owner of the organisation.`;
        const shown = 'members_can_change_repo_visibility';
        yield fail(subject, summary, at(it, `${shown} is true`, shown));
      }
    }
  },
});
