// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { scopeEvidence } from './app-words.ts';
import { clientsOf } from './client-index.ts';
import { ownScore, scubaScore } from './risk-score.ts';

export const appsNoApplicationOverRiskScore = defineCheck({
  id: 'apps-no-application-over-risk-score',
  area: 'apps',
  title: 'No application is over the agreed risk',
  weakness: 'Application is over the agreed risk',
  severity: 'high',
  rows: ['A2', 'A6', 'A7', 'A8'],
  why: 'Permissions, roles, people, secrets and neglect are each small; together they say which application a thief would choose. The parts of the score say what to change first.',
  remediation: [
    'Begin with the largest part of the score: a narrower permission, a certificate instead of a secret, an owner.',
    'Accept what must stay in an exception with owner, reason and end.',
  ],
  mappings: { mitigations: ['M1047', 'M1018'], peers: { scubagear: ['RiskyApps', 'RiskyThirdPartySPs'] } },
  needs: [{ kind: 'application' }],
  settings: {
    score: { default: 75, description: 'points from which it counts' },
    method: {
      default: 'tokenward',
      description: 'tokenward or scubagear: whose factors make the score',
      published: ['CISA ScubaGear documents its factors for risky applications (CC0-1.0)'],
    },
  },
  *judge(inventory, context) {
    for (const client of clientsOf(inventory)) {
      const { subject } = client;
      const scopes = client.grants.scopes(context.knowledge);
      if (scopes.length + client.roles.length === 0) continue;
      const own = ownScore(client, context.knowledge, context.now);
      const scuba = scubaScore(client, context.knowledge, context.now);
      const [method, score] =
        context.settings.text('method') === 'scubagear' ? ["ScubaGear's factors", scuba] : ['our method', own];
      if (score.total < context.settings.number('score')) {
        yield { status: 'pass', subject };
        continue;
      }
      const [first] = score.parts.toSorted((left, right) => right.points - left.points);
      yield {
        status: 'fail',
        subject,
        severity: score.total >= 90 ? 'critical' : 'high',
        summary: `"${client.name}" has ${score.total} of 100 points of risk by ${method}, most for ${first?.factor}: ${first?.why}.`,
        evidence: [
          { where: client.where, note: `our method: ${own.total} of 100; ScubaGear's factors: ${scuba.total} of 100` },
          ...scopeEvidence(scopes),
        ],
        score: score.parts,
      };
    }
  },
});
