// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { fixOf, toVerdict } from './shared/judge.ts';

export const dependabotWaits = defineCheck({
  id: 'ci-dependabot-waits',
  area: 'ci',
  title: 'Dependabot waits some days before it proposes a new version',
  weakness: 'Dependabot proposes versions in the hour in which they appear',
  severity: 'low',
  rows: ['A3'],
  why: 'Stolen publishing tokens put malicious versions into registries, and most of these are found and taken down within days. A waiting time lets others find them first.',
  remediation: ['Add `cooldown: { default-days: 7 }` to the entry; security updates are not held back by it.'],
  mappings: {
    owasp: ['CICD-SEC-3'],
    mitigations: ['M1047'],
    peers: { zizmor: ['dependabot-cooldown'] },
  },
  // A repository without Dependabot has nothing to judge.
  needs: [],
  settings: {
    'other-waits': {
      default: 'no',
      description:
        'Whether a registry proxy holds new versions back for everybody: no, yes, or some (then the entry does not tell).',
    },
  },
  *judge(inventory, context) {
    const elsewhere = context.settings.text('other-waits');
    for (const it of inventory.of('ci.updates')) {
      const subject = {
        kind: 'dependabot-entry',
        id: it.id,
        name: `${it.where.file}: ${it.ecosystem} ${it.directory}`,
      };
      if (it.cooldown || elsewhere === 'yes') yield* toVerdict(it, subject, 'pass');
      else if (elsewhere === 'some')
        yield* toVerdict(it, subject, {
          unknown: `whether the registry of ${it.ecosystem} holds new versions back, its proxy tells`,
        });
      else {
        const fix = fixOf(it, 'safe', 'set cooldown: default-days: 7', [
          { op: 'set', at: ['cooldown'], value: { 'default-days': 7 } },
        ]);
        yield* toVerdict(it, subject, {
          summary: `Dependabot proposes new versions of ${it.ecosystem} dependencies without a waiting time.`,
          at: ['cooldown'],
          note: 'no cooldown',
          ...(fix === undefined ? {} : { fix }),
        });
      }
    }
  },
});
