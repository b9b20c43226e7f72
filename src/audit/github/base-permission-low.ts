// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, ofScope, pass, unknown } from './judging.ts';

export const basePermissionLow = defineCheck({
  id: 'github-base-permission-low',
  area: 'ci',
  title: 'Members have no right to write by default',
  weakness: 'Every member can write to every repository',
  severity: 'high',
  rows: ['A2', 'U1'],
  why: 'The base permission is what one stolen token of any member, of the newest intern too, has on every repository.',
  remediation: ['`gh api -X PATCH orgs/ORG -f default_repository_permission=none`, and give teams what they need.'],
  mappings: {
    mitigations: ['M1018'],
    owasp: ['CICD-SEC-2'],
    peers: { legitify: ['default_repository_permission_is_not_none'] },
  },
  needs: [{ kind: 'github.organization' }],
  settings: {
    accepted: {
      default: ['none', 'read'],
      description: 'base permissions that are low enough',
      published: ['legitify: none'],
    },
  },
  *judge(inventory, context) {
    const accepted = context.settings.list('accepted');
    for (const it of inventory.of('github.organization')) {
      const subject = ofScope('github', `organization:${it.login.toLowerCase()}`);
      if (it.basePermission === undefined)
        yield unknown(subject, 'only an owner sees it: ask with the token of an owner');
      else if (accepted.includes(it.basePermission)) yield pass(subject);
      else {
        const severity = it.basePermission === 'admin' ? 'critical' : it.basePermission === 'write' ? 'high' : 'low';
        yield fail(
          subject,
          `Every member of ${it.login} has ${it.basePermission} on every repository.`,
          at(it, `default_repository_permission is ${it.basePermission}`, 'default_repository_permission'),
          { severity },
        );
      }
    }
  },
});
