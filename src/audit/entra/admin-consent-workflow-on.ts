// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, entraIndex } from './entra-index.ts';

export const entraAdminConsentWorkflowOn = defineCheck({
  id: 'entra-admin-consent-workflow-on',
  area: 'entra',
  title: 'People can ask for an application, and somebody answers',
  weakness: 'Nobody can ask for an application in an orderly way',
  severity: 'low',
  rows: ['A4', 'A7'],
  why: 'Where people cannot ask they find ways around: a private account, a colleague with more rights, an administrator who accepts for everybody without a look. With the workflow each new application is seen by a reviewer before it has a token.',
  remediation: [
    'In the Entra admin center: Enterprise applications, Consent and permissions, Admin consent settings: "Users can request admin consent": Yes; name reviewers and let them be told by mail.',
  ],
  mappings: {
    cis: ['M365 6.0 5.1.5.2'],
    scuba: ['MS.AAD.5.3'],
    mitigations: ['M1047', 'M1017'],
    peers: {
      scubagear: ['MS.AAD.5.3'],
      maester: ['EIDSCA.CR01', 'EIDSCA.CR02', 'EIDSCA.CR03', 'EIDSCA.CR04', 'EIDSCA.CP04'],
      'zt-assessment': ['21809'],
      prowler: ['entra_admin_consent_workflow_enabled'],
      monkey365: ['eid_admin_consent_workflow_not_enabled'],
    },
  },
  needs: [{ kind: 'entra.admin-consent-policy' }],
  settings: { days: { default: 30, description: 'longest time that a request may stay open' } },
  *judge(inventory, context) {
    const { tenant } = entraIndex(inventory);
    const most = context.settings.number('days');
    for (const policy of inventory.of('entra.admin-consent-policy')) {
      if (policy.enabled === undefined) {
        yield {
          status: 'unknown',
          subject: tenant,
          reason: 'isEnabled is not in the export of the admin consent request policy',
        };
        continue;
      }
      const wrong = !policy.enabled
        ? { say: 'it is switched off', path: 'isEnabled' }
        : policy.reviewers === 0
          ? { say: 'it has no reviewers', path: 'reviewers' }
          : policy.notifies === false
            ? { say: 'reviewers are not told of requests', path: 'notifyReviewers' }
            : policy.reminds === false
              ? { say: 'reviewers are not reminded before a request ends', path: 'remindersEnabled' }
              : (policy.days ?? 0) > most
                ? { say: `requests stay open for ${policy.days} days`, path: 'requestDurationInDays' }
                : undefined;
      if (wrong === undefined) yield { status: 'pass', subject: tenant };
      else {
        yield {
          status: 'fail',
          subject: tenant,
          summary: `The workflow for admin consent does not work: ${wrong.say}.`,
          evidence: [at(policy, wrong.say, wrong.path)],
        };
      }
    }
  },
});
