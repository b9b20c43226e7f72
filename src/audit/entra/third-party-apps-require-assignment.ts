// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { originOf } from './app-facts.ts';
import { appSubject, at } from './entra-index.ts';

export const entraThirdPartyAppsRequireAssignment = defineCheck({
  id: 'entra-third-party-apps-require-assignment',
  area: 'entra',
  title: 'Third-party applications are open to assigned people only',
  weakness: 'Anybody may use a third-party application',
  severity: 'low',
  rows: ['A7', 'U8'],
  why: 'An application that everybody may use gets a token for whoever is brought to its page. Assignment keeps the harm of a bought or hacked vendor to those who need it.',
  remediation: [
    '`az ad sp update --id APPID --set appRoleAssignmentRequired=true`, then assign users or a group to the enterprise application.',
  ],
  mappings: { mitigations: ['M1047', 'M1018'], peers: { maester: ['MT.1075'], 'zt-assessment': ['21869'] } },
  needs: [{ kind: 'entra.service-principal' }],
  *judge(inventory) {
    for (const app of inventory.of('entra.service-principal')) {
      if (app.type !== 'Application' || app.enabled === false || originOf(inventory, app) !== 'third-party') continue;
      const subject = appSubject(app);
      if (app.assignmentRequired === undefined) {
        yield {
          status: 'unknown',
          subject,
          reason: 'appRoleAssignmentRequired is not in the export of service principals',
        };
      } else if (app.assignmentRequired) yield { status: 'pass', subject };
      else {
        yield {
          status: 'fail',
          subject,
          summary: `Everybody in the tenant may use the third-party application "${app.name}".`,
          evidence: [at(app, 'appRoleAssignmentRequired is false', 'appRoleAssignmentRequired')],
        };
      }
    }
  },
});
