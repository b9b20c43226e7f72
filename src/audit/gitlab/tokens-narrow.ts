// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, pass, unknown } from '../github/judging.ts';
import { placeOf } from './place.ts';

export const tokensNarrow = defineCheck({
  id: 'gitlab-tokens-narrow',
  area: 'ci',
  title: 'Access tokens can do what they are for and no more',
  weakness: 'Access token may do everything that its role may',
  severity: 'medium',
  rows: ['A2', 'U1'],
  why: 'The scope api lets a token do all that its role may: with maintainer or owner it reads variables, changes protected branches and makes further tokens, which stay when it is revoked.',
  remediation: [
    'Make one with narrow scopes (read_repository, read_registry, write_repository) and the role developer or less, then `glab api -X DELETE projects/ID/access_tokens/TOKEN`.',
  ],
  mappings: { mitigations: ['M1018'], owasp: ['CICD-SEC-2'] },
  needs: [{ kind: 'gitlab.token' }],
  *judge(inventory) {
    for (const it of inventory.of('gitlab.token')) {
      if (it.active === false) continue;
      const subject = { kind: 'token', id: it.id, name: it.name };
      if (it.scopes.length === 0) {
        yield unknown(subject, 'the answer has no scopes');
        continue;
      }
      const root = it.scopes.find((scope) => scope === 'sudo' || scope === 'admin_mode');
      const personal = it.scope === 'instance';
      const wide = it.scopes.includes('api') && (personal || it.level === undefined || it.level >= 40);
      if (root === undefined && !wide) {
        yield pass(subject);
        continue;
      }
      const role =
        it.level === undefined ? '' : it.level >= 50 ? ' as an owner' : it.level >= 40 ? ' as a maintainer' : '';
      yield fail(
        subject,
        `The access token "${it.name}" of ${placeOf(inventory, it.scope)} has the scope ${root ?? 'api'}${role}.`,
        at(it, `scopes are ${it.scopes.join(', ')}`, 'scopes'),
        { severity: root !== undefined ? 'critical' : it.level !== undefined && it.level >= 50 ? 'high' : 'medium' },
      );
    }
  },
});
