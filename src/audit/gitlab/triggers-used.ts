// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeDisuse } from '../github/judge-disuse.ts';
import { placeOf } from './place.ts';

export const triggersUsed = defineCheck({
  id: 'gitlab-triggers-used',
  area: 'ci',
  title: 'Trigger tokens that nobody uses are removed',
  weakness: 'Trigger token is not used',
  severity: 'medium',
  rows: ['A6', 'U3'],
  why: 'A trigger token starts pipelines as its owner, never expires, and stands in webhooks and scripts of others.',
  remediation: ['`glab api -X DELETE projects/ID/triggers/TRIGGER`'],
  mappings: { mitigations: ['M1018'], owasp: ['CICD-SEC-6'] },
  needs: [{ kind: 'gitlab.trigger' }],
  settings: {
    days: { default: 90, description: 'days without use after which it counts as unused' },
  },
  judge: (inventory, context) =>
    judgeDisuse(context, inventory.of('gitlab.trigger'), {
      kind: 'trigger',
      name: (it) => it.name,
      since: (it) => it.created,
      field: 'last_used',
      title: (it) => `The trigger token "${it.name}" of ${placeOf(inventory, it.scope)}`,
    }),
});
