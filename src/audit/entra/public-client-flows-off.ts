// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { liveKeys } from './app-facts.ts';
import { appSubject, at, entraIndex } from './entra-index.ts';

export const entraPublicClientFlowsOff = defineCheck({
  id: 'entra-public-client-flows-off',
  area: 'entra',
  title: 'Applications allow no public client flows without need',
  weakness: 'Application allows device code and password flows',
  severity: 'medium',
  rows: ['A3', 'A4'],
  why: 'With public client flows allowed, anybody who knows the application id can ask a victim to enter a device code for it, or try passwords against it where no second factor is asked.',
  remediation: [
    '`az ad app update --id APPID --set isFallbackPublicClient=false`',
    'Programs on desktops and telephones use the code flow with PKCE through the broker.',
  ],
  mappings: { mitigations: ['M1047'] },
  needs: [{ kind: 'entra.application' }],
  settings: { needed: { default: [], description: 'application ids that need these flows' } },
  *judge(inventory, context) {
    const index = entraIndex(inventory);
    for (const app of inventory.of('entra.application')) {
      const subject = appSubject(app);
      if (app.publicClientFlows === undefined) {
        yield { status: 'unknown', subject, reason: 'isFallbackPublicClient is not in the export of applications' };
      } else if (!app.publicClientFlows || context.settings.list('needed').includes(app.appId))
        yield { status: 'pass', subject };
      else {
        const secret = liveKeys(index, app, context.now, 'client-secret', 'certificate').length > 0;
        yield {
          status: 'fail',
          subject,
          severity: secret ? 'medium' : 'low',
          summary: `"${app.name}" allows device code and password flows${secret ? ', though it has credentials and so needs none of them' : ''}.`,
          evidence: [at(app, 'isFallbackPublicClient is true', 'isFallbackPublicClient')],
        };
      }
    }
  },
});
