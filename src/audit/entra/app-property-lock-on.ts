// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { appSubject, at } from './entra-index.ts';

export const entraAppPropertyLockOn = defineCheck({
  id: 'entra-app-property-lock-on',
  area: 'entra',
  title: 'Multi-tenant applications are locked against credentials added elsewhere',
  weakness: 'Multi-tenant application takes credentials from administrators of other tenants',
  severity: 'medium',
  rows: ['A4', 'A7'],
  why: 'In every tenant where your application is used, an administrator or a thief there can add a secret to its service principal and act as your application. The lock refuses it.',
  remediation: [
    '`az ad app update --id APPID --set servicePrincipalLockConfiguration=\'{"isEnabled":true,"allProperties":true}\'`',
  ],
  mappings: { mitigations: ['M1047'], peers: { 'zt-assessment': ['21777'] } },
  needs: [{ kind: 'entra.application' }],
  *judge(inventory) {
    for (const app of inventory.of('entra.application')) {
      if (app.audience === undefined || app.audience === 'AzureADMyOrg') continue;
      const subject = appSubject(app);
      if (app.lock === undefined) {
        yield {
          status: 'unknown',
          subject,
          reason: 'servicePrincipalLockConfiguration is not in the export of applications',
        };
      } else if (app.lock.enabled && app.lock.all) yield { status: 'pass', subject };
      else {
        yield {
          status: 'fail',
          subject,
          summary: `"${app.name}" may be used in other tenants, and ${app.lock.enabled ? 'only some of its properties are' : 'it is not'} locked: credentials can be added to it there.`,
          evidence: [
            at(
              app,
              app.lock.enabled ? 'allProperties is not true' : 'isEnabled is not true',
              'servicePrincipalLockConfiguration',
            ),
          ],
        };
      }
    }
  },
});
