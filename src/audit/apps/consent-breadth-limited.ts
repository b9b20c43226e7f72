// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { daysSince, idleDays, scopeEvidence, scopeNames, worstOf } from './app-words.ts';
import { clientsOf } from './client-index.ts';

const points = { low: 2, medium: 15, high: 30, critical: 45 } as const;

export const appsConsentBreadthLimited = defineCheck({
  id: 'apps-consent-breadth-limited',
  area: 'apps',
  title: 'Consents of people add up to little',
  weakness: 'Consents of people add up to much',
  severity: 'high',
  rows: ['A2', 'A6', 'A7', 'U8'],
  why: 'Each consent is small. Two hundred people who let the same application read their mail are two hundred mailboxes behind one stolen key of its maker.',
  remediation: [
    'Ask those who use it; for the rest remove the grants: `DELETE https://graph.microsoft.com/v1.0/oauth2PermissionGrants/ID`.',
    'Decide for the organisation: accept it with narrow permissions and assignment, or block it.',
  ],
  mappings: { mitigations: ['M1047', 'M1018'] },
  needs: [{ kind: 'application' }],
  settings: {
    score: {
      default: 60,
      description:
        'score from which it counts: worst permission 2 to 45, people up to 40, age up to 10, 15 if unused for 90 days',
    },
  },
  *judge(inventory, context) {
    for (const client of clientsOf(inventory)) {
      const { subject } = client;
      const { people, oldest, scopes } = client.grants;
      const own = scopes(context.knowledge).filter(
        (it) => it.kind === 'delegated' && !it.everywhere && it.risk !== undefined,
      );
      const worst = worstOf(own);
      if (people === 0 || worst === undefined) continue;
      const age = oldest === undefined ? undefined : daysSince(oldest, context.now);
      const idle = idleDays(client.grants.lastUsed, context.now);
      const many = own.filter((it) => it.risk === worst).length;
      const parts = [
        {
          factor: 'permissions',
          points: points[worst] + Math.min(10, 2 * (many - 1)),
          why: `the worst are ${worst}: ${scopeNames(own.filter((it) => it.risk === worst))}`,
        },
        { factor: 'people', points: Math.min(40, Math.round(6 * Math.log2(people + 1))), why: `${people} consented` },
        {
          factor: 'age',
          points: age === undefined ? 0 : Math.min(10, Math.floor(age / 90)),
          why: age === undefined ? 'not known' : `the oldest consent is ${age} days old`,
        },
        {
          factor: 'last use',
          points: idle === undefined ? 0 : idle > 90 ? 15 : 0,
          why:
            idle === undefined
              ? 'not known'
              : idle === Number.POSITIVE_INFINITY
                ? 'never seen in use'
                : `used ${idle} days ago`,
        },
      ].filter((it) => it.points > 0);
      const total = Math.min(
        100,
        parts.reduce((sum, it) => sum + it.points, 0),
      );
      if (total < context.settings.number('score')) yield { status: 'pass', subject };
      else {
        yield {
          status: 'fail',
          subject,
          severity: worst === 'critical' || total >= 80 ? 'high' : 'medium',
          summary: `${people === 1 ? 'One person' : `${people} people`} let "${client.name}" have ${scopeNames(own.filter((it) => it.risk === worst))}: ${total} of 100 by breadth.`,
          evidence: scopeEvidence(own),
          score: parts,
        };
      }
    }
  },
});
