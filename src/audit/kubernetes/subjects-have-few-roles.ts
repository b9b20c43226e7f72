// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { builtInSetting, enumerate, holderSubject, named } from './cluster-settings.ts';
import { bindingEvidence, judgedHolders } from './power-check.ts';

export const subjectsHaveFewRoles = defineCheck({
  id: 'kubernetes-subjects-have-few-roles',
  area: 'kubernetes',
  title: 'Nobody has so many roles that they cannot be reviewed',
  weakness: 'Somebody has very many roles',
  severity: 'low',
  rows: ['A2', 'A6', 'U1'],
  why: 'Rights that came together over years are reviewed by nobody. One of the many roles is the one that a thief needs.',
  remediation: [
    'Replace the bindings by few roles that say what the subject does; delete those of places where it no longer works.',
  ],
  mappings: { mitigations: ['M1018'], peers: { krane: ['subjects-with-many-roles', 'namespaces-with-many-subjects'] } },
  needs: [{ kind: 'kubernetes.binding' }],
  settings: {
    builtIn: builtInSetting,
    maxRoles: { default: 10, description: 'roles, in whichever namespaces, that one subject may have' },
  },
  *judge(inventory, context) {
    const most = context.settings.number('maxRoles');
    for (const [holder, all] of judgedHolders(inventory, context)) {
      const subject = holderSubject(holder);
      const bound = all.filter((it) => it.power === 'bound' || it.power === 'unknown-role');
      // The same role in many namespaces is one thing to review.
      const roles = [...new Set(bound.map((it) => it.role))];
      if (roles.length <= most) yield { status: 'pass', subject };
      else {
        yield {
          status: 'fail',
          subject,
          summary: `${named(subject)} has ${roles.length} roles: ${enumerate(roles)}.`,
          evidence: bound.slice(0, 5).flatMap((it) => bindingEvidence(inventory, it)),
        };
      }
    }
  },
});
