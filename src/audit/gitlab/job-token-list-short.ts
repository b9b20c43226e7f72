// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, ofScope, pass } from '../github/judging.ts';
import { placeOf } from './place.ts';

export const jobTokenListShort = defineCheck({
  id: 'gitlab-job-token-list-short',
  area: 'ci',
  title: 'The list of job tokens names projects, not whole groups',
  weakness: 'Job tokens of a whole group are let in',
  severity: 'low',
  rows: ['A2', 'U1'],
  why: 'With a group on the list, whoever can push to any project in it, also to one that is made tomorrow, gets in with a job token.',
  remediation: [
    '`glab api -X DELETE projects/ID/job_token_scope/groups_allowlist/GROUP`, and add the projects that need it one by one.',
  ],
  mappings: { mitigations: ['M1018'], owasp: ['CICD-SEC-5'] },
  needs: [{ kind: 'gitlab.job-token-guest' }],
  settings: {
    most: { default: 20, description: 'projects that a list may hold' },
  },
  *judge(inventory, context) {
    const most = context.settings.number('most');
    const guests = new Map<string, { readonly groups: string[]; projects: number }>();
    for (const it of inventory.of('gitlab.job-token-guest')) {
      const found = guests.get(it.scope) ?? { groups: [], projects: 0 };
      if (it.type === 'group') found.groups.push(it.path);
      else found.projects++;
      guests.set(it.scope, found);
    }
    for (const it of inventory.of('gitlab.job-token-scope'))
      if (!guests.has(it.scope)) guests.set(it.scope, { groups: [], projects: 0 });
    for (const [scope, { groups, projects }] of guests) {
      const subject = ofScope('gitlab', scope);
      const first = inventory
        .of('gitlab.job-token-guest')
        .find((it) => it.scope === scope && (groups.length === 0 || it.type === 'group'));
      if (first === undefined || (groups.length === 0 && projects <= most)) yield pass(subject);
      else {
        const whom = groups.length > 0 ? `all projects of ${groups.join(', ')}` : `${projects} projects`;
        yield fail(subject, `Job tokens of ${whom} may reach ${placeOf(inventory, scope)}.`, at(first, first.path));
      }
    }
  },
});
