// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, pass, unknown } from '../github/judging.ts';
import { placeOf } from './place.ts';

export const protectedTagsHold = defineCheck({
  id: 'gitlab-protected-tags-hold',
  area: 'ci',
  title: 'Few can make the tags that get protected variables',
  weakness: 'Developers can make tags that get protected variables',
  severity: 'medium',
  rows: ['A2', 'U1'],
  why: 'Protected variables go to pipelines of protected tags as to those of protected branches, and a tag may stand on a commit that nobody reviewed. With the token of any developer a thief makes such a tag on a .gitlab-ci.yml of his own.',
  remediation: [
    '`glab api -X DELETE projects/ID/protected_tags/NAME`, then `glab api -X POST projects/ID/protected_tags -f name=NAME -F create_access_level=40`',
  ],
  mappings: { mitigations: ['M1018'], owasp: ['CICD-SEC-1', 'CICD-SEC-5'] },
  needs: [{ kind: 'gitlab.protected-tag' }, { kind: 'gitlab.variable' }],
  *judge(inventory) {
    const holding = new Set(inventory.of('gitlab.variable').flatMap((it) => (it.protected === true ? [it.scope] : [])));
    for (const it of inventory.of('gitlab.protected-tag')) {
      const subject = { kind: 'tag', id: it.id, name: it.name };
      if (!holding.has(it.scope)) {
        // Variables of groups reach the project too; the answers for it do not name them.
        if (inventory.collected('gitlab.variable', 'gitlab') !== 'complete')
          yield unknown(subject, 'the variables were not all told');
        continue;
      }
      if (!it.createLevels.some((level) => level > 0 && level <= 30)) yield pass(subject);
      else {
        const summary = `Developers can make tags "${it.name}" in ${placeOf(inventory, it.scope)}, which get its protected variables.`;
        yield fail(subject, summary, at(it, `create levels are ${it.createLevels.join(', ')}`, 'create_access_levels'));
      }
    }
  },
});
