// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { isAtLeast, scopeEvidence, scopeNames, worstOf } from './app-words.ts';
import { clientsOf, riskOrder } from './client-index.ts';

export const appsTenantWideGrantsNarrow = defineCheck({
  id: 'apps-tenant-wide-grants-narrow',
  area: 'apps',
  title: 'Grants for everybody hold no risky permission',
  weakness: 'One grant for everybody holds risky permissions',
  severity: 'high',
  rows: ['A2', 'A4', 'A7', 'U1'],
  why: 'An administrator accepted for the whole organisation. Whoever signs in to the application, or is brought to do so, lends it these rights without being asked again.',
  remediation: [
    'Ask the maker for narrower permissions, then replace the grant: `DELETE https://graph.microsoft.com/v1.0/oauth2PermissionGrants/ID`.',
    'Until then require assignment, so that only those who need it may sign in.',
  ],
  mappings: { mitigations: ['M1047', 'M1018'], peers: { scubagear: ['RiskyApps'] } },
  needs: [{ kind: 'application' }],
  settings: {
    risk: { default: 'high', description: 'least risk of a permission that counts: low, medium, high or critical' },
  },
  *judge(inventory, context) {
    for (const client of clientsOf(inventory)) {
      const { subject } = client;
      const least = context.settings.text('risk');
      const wide = client.grants.scopes(context.knowledge).filter((it) => it.kind === 'delegated' && it.everywhere);
      if (wide.length === 0) continue;
      const risky = wide.filter((it) => isAtLeast(it.risk, riskOrder.find((one) => one === least) ?? 'high'));
      if (risky.length === 0) yield { status: 'pass', subject };
      else {
        yield {
          status: 'fail',
          subject,
          severity:
            worstOf(risky) === 'critical' && client.origin !== 'own'
              ? 'critical'
              : client.origin === 'own'
                ? 'medium'
                : 'high',
          summary: `"${client.name}" may act with ${scopeNames(risky)} for everybody in the tenant.`,
          evidence: scopeEvidence(risky),
        };
      }
    }
  },
});
