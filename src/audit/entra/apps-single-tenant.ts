// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { appSubject, at } from './entra-index.ts';

export const entraAppsSingleTenant = defineCheck({
  id: 'entra-apps-single-tenant',
  area: 'entra',
  title: 'Applications serve this tenant only, unless others need them',
  weakness: 'Application is open to other tenants without need',
  severity: 'low',
  rows: ['A4', 'A7'],
  why: 'An application that every tenant may use shows a name that looks like yours on consent screens there, and people of other tenants get tokens for your program if it does not check where they are from.',
  remediation: [
    '`az ad app update --id APPID --set signInAudience=AzureADMyOrg`',
    'Where others need it, name it in the setting `needed` and check the tenant id (`tid`) in the program.',
  ],
  mappings: { mitigations: ['M1047'] },
  needs: [{ kind: 'entra.application' }],
  settings: { needed: { default: [], description: 'application ids that other tenants use' } },
  *judge(inventory, context) {
    for (const app of inventory.of('entra.application')) {
      const subject = appSubject(app);
      if (app.audience === undefined) {
        yield { status: 'unknown', subject, reason: 'signInAudience is not in the export of applications' };
      } else if (app.audience === 'AzureADMyOrg' || context.settings.list('needed').includes(app.appId))
        yield { status: 'pass', subject };
      else {
        yield {
          status: 'fail',
          subject,
          summary: `"${app.name}" is open to ${app.audience === 'AzureADMultipleOrgs' ? 'every other tenant' : 'personal accounts and other tenants'}.`,
          evidence: [at(app, `signInAudience is ${app.audience}`, 'signInAudience')],
        };
      }
    }
  },
});
