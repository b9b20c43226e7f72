// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import type { ItemOf } from '../../model/inventory/item.ts';
import { at, fail, pass, unknown } from '../github/judging.ts';
import { placeOf } from './place.ts';
import { soundsSecret } from './secret-names.ts';

/** Whether the name of a protected environment is the one that a variable is for; of `review/*` the part before the star. */
function isFor(variable: string, environment: string): boolean {
  if (variable === environment) return true;
  return variable.endsWith('*') && environment.startsWith(variable.slice(0, -1));
}

export const environmentsProtected = defineCheck({
  id: 'gitlab-environments-protected',
  area: 'ci',
  title: 'Few deploy to environments that secrets are kept for',
  weakness: 'Every developer deploys to an environment that secrets are kept for',
  severity: 'medium',
  rows: ['A2', 'A4', 'U1'],
  why: 'A variable for one environment goes to every job that names it. Unless the environment is protected, anybody who may push, with a stolen token for one, writes `environment: production` into a job and gets the secret.',
  remediation: [
    "`glab api -X POST projects/ID/protected_environments -f name=production -F 'deploy_access_levels[][access_level]=40' -F required_approval_count=1` (GitLab Premium)",
    'Without Premium: protect the variable, so that only protected branches and tags get it.',
  ],
  mappings: { mitigations: ['M1018'], owasp: ['CICD-SEC-1', 'CICD-SEC-5'] },
  needs: [{ kind: 'gitlab.variable' }, { kind: 'gitlab.protected-environment' }],
  *judge(inventory) {
    const byPlace = new Map<string, ItemOf<'gitlab.variable'>[]>();
    for (const it of inventory.of('gitlab.variable')) {
      if (!it.scope.startsWith('project:') || !soundsSecret(it.name)) continue;
      if (it.environment === undefined || it.environment === '*') continue;
      const place = `${it.scope}/${it.environment}`;
      byPlace.set(place, [...(byPlace.get(place) ?? []), it]);
    }
    const guarded = Map.groupBy(inventory.of('gitlab.protected-environment'), (it) =>
      it.scope.startsWith('group:') ? 'group' : it.scope,
    );
    for (const [place, [first, ...others]] of byPlace) {
      if (first?.environment === undefined) continue;
      const { scope, environment } = first;
      const subject = { kind: 'environment', id: `gitlab:environment:${place}`, name: environment };
      const known = [...(guarded.get(scope) ?? []), ...(guarded.get('group') ?? [])].filter((it) =>
        isFor(environment, it.name),
      );
      const open = known.find((it) => it.scope === scope && it.deployLevels.some((level) => level > 0 && level <= 30));
      const names = [first, ...others].map((it) => it.name).join(', ');
      // Protected variables are given to protected branches and tags only, which narrows who can ask for them.
      const severity = [first, ...others].every((it) => it.protected === true) ? 'low' : 'medium';
      if (open !== undefined && (open.approvals ?? 0) === 0) {
        const summary = `Developers deploy to ${environment} of ${placeOf(inventory, scope)}, and so get what is kept for it (${names}).`;
        const note = `deploy levels are ${open.deployLevels.join(', ')}`;
        yield fail(subject, summary, at(open, note, 'deploy_access_levels'), { severity });
      } else if (known.length > 0) yield pass(subject);
      else if (inventory.collected('gitlab.protected-environment', 'gitlab') !== 'complete')
        yield unknown(subject, 'protected environments were not told: they are of GitLab Premium');
      else {
        const summary = `Whoever can push to ${placeOf(inventory, scope)} can name its environment ${environment} in a job and get what is kept for it (${names}).`;
        yield fail(subject, summary, at(first, 'the environment is not protected', 'environment_scope'), { severity });
      }
    }
  },
});
