// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { daysSince, idleDays, isAtLeast, scopeEvidence, scopeNames, worstOf } from './app-words.ts';
import { clientsOf } from './client-index.ts';

export const appsGrantsInUse = defineCheck({
  id: 'apps-grants-in-use',
  area: 'apps',
  title: 'Grants that matter are in use',
  weakness: 'Grant is unused and still good',
  severity: 'medium',
  rows: ['A6', 'A7', 'U1', 'U3'],
  why: 'A grant that nobody uses is missed by nobody when it is taken away, and used by a thief without anybody wondering.',
  remediation: [
    '`DELETE https://graph.microsoft.com/v1.0/oauth2PermissionGrants/ID`, or disable the application for a month and see who asks.',
  ],
  mappings: { mitigations: ['M1047', 'M1018'], peers: { 'zt-assessment': ['21770'] } },
  needs: [{ kind: 'application' }],
  settings: {
    days: {
      default: 90,
      description: 'days without use',
      published: ['Microsoft Zero Trust Assessment: 90 days', 'EntraFalcon: 180 days'],
    },
  },
  *judge(inventory, context) {
    for (const client of clientsOf(inventory)) {
      const { subject } = client;
      const scopes = client.grants
        .scopes(context.knowledge)
        .filter((it) => isAtLeast(it.risk, 'medium') && it.name !== 'offline_access');
      if (scopes.length === 0 || !client.enabled) continue;
      const idle = idleDays(client.grants.lastUsed, context.now);
      const limit = context.settings.number('days');
      const { newest } = client.grants;
      if (idle === undefined) {
        yield {
          status: 'unknown',
          subject,
          reason: 'when its grants were last used is not known: sign-in activity of applications would tell',
        };
      } else if (idle <= limit || (newest !== undefined && daysSince(newest, context.now) <= limit))
        yield { status: 'pass', subject };
      else {
        yield {
          status: 'fail',
          subject,
          severity: worstOf(scopes) === 'critical' ? 'high' : 'medium',
          summary: `"${client.name}" holds ${scopeNames(scopes)} and ${idle === Number.POSITIVE_INFINITY ? 'was never seen in use' : `was last used ${idle} days ago`}.`,
          evidence: scopeEvidence(scopes),
        };
      }
    }
  },
});
