// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, disuse, fail, pass, unknown } from '../github/judging.ts';
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
  *judge(inventory, context) {
    const limit = context.settings.number('days');
    for (const it of inventory.of('gitlab.trigger')) {
      const subject = { kind: 'trigger', id: it.id, name: it.name };
      if (it.lastUsed === undefined) {
        yield unknown(subject, 'the answer has no last_used');
        continue;
      }
      const why = disuse(context, it.lastUsed, it.created, limit);
      if (why === undefined) yield pass(subject);
      else
        yield fail(
          subject,
          `The trigger token "${it.name}" of ${placeOf(inventory, it.scope)} ${why}.`,
          at(it, why, 'last_used'),
        );
    }
  },
});
