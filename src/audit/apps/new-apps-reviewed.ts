// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { daysSince, isAtLeast, scopeEvidence, scopeNames } from './app-words.ts';
import { clientsOf } from './client-index.ts';

export const appsNewAppsReviewed = defineCheck({
  id: 'apps-new-apps-reviewed',
  area: 'apps',
  title: 'New third-party applications with risky permissions were looked at',
  weakness: 'New third-party application holds risky permissions',
  severity: 'medium',
  rows: ['A7', 'D4'],
  why: 'Thieves use a grant within days. An application that came within the last month and reads mail or files deserves a look before it is part of the furniture.',
  remediation: [
    'Look at who consented, from where, and whether they know it.',
    'Name it in the setting `reviewed` once somebody has decided, or remove it.',
  ],
  mappings: { mitigations: ['M1047'], peers: { scubagear: ['RiskyThirdPartySPs'] } },
  needs: [{ kind: 'application' }],
  settings: {
    days: { default: 30, description: 'days that an application counts as new' },
    reviewed: { default: [], description: 'client ids that somebody has looked at' },
  },
  *judge(inventory, context) {
    for (const client of clientsOf(inventory)) {
      const { subject } = client;
      if (client.origin !== 'third-party') continue;
      const risky = client.grants.scopes(context.knowledge).filter((it) => isAtLeast(it.risk, 'high'));
      if (risky.length === 0 || context.settings.list('reviewed').includes(client.clientId ?? '')) {
        yield { status: 'pass', subject };
        continue;
      }
      const since = client.created ?? client.grants.oldest;
      if (since === undefined) {
        yield {
          status: 'unknown',
          subject,
          reason:
            'since when it is here was not exported (createdDateTime of the service principal, startTime of the grant)',
        };
      } else if (daysSince(since, context.now) > context.settings.number('days')) yield { status: 'pass', subject };
      else {
        yield {
          status: 'fail',
          subject,
          summary: `"${client.name}" came ${daysSince(since, context.now)} days ago and already holds ${scopeNames(risky)}.`,
          evidence: [{ where: client.where, note: `here since ${since.slice(0, 10)}` }, ...scopeEvidence(risky)],
        };
      }
    }
  },
});
