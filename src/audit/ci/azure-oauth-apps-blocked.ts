// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgePolicy } from './shared/azure-devops.ts';

export const azureOauthAppsBlocked = defineCheck({
  id: 'ci-azure-oauth-apps-blocked',
  area: 'ci',
  title: 'Applications of others get no tokens for Azure DevOps by OAuth',
  weakness: 'Any application can ask users for a token for Azure DevOps',
  severity: 'high',
  rows: ['A7', 'A4'],
  why: 'With the policy open, a link in a mail is enough: a user agrees once, and the application of somebody else has a token with refresh for repositories, variables and pipelines. Nobody in the organisation approves it, and conditional access does not see it.',
  remediation: [
    'Organization settings > Policies > "Third-party application access via OAuth": Off. Applications of Microsoft Entra go on working.',
    'Look at what has been agreed to: User settings > Authorizations.',
  ],
  mappings: { owasp: ['CICD-SEC-8'], mitigations: ['M1047', 'M1021'], peers: { maester: ['AZDO.1000'] } },
  needs: [{ kind: 'azure-devops.policy' }],
  *judge(inventory) {
    if (inventory.find('azure-devops.policy', 'azure-devops:policy:DisallowOAuthAuthentication') === undefined)
      yield {
        status: 'unknown',
        subject: {
          kind: 'policy',
          id: 'azure-devops:policy:DisallowOAuthAuthentication',
          name: 'DisallowOAuthAuthentication',
        },
        reason:
          'Policy.DisallowOAuthAuthentication is not in the export: Get-ADOPSOrganizationPolicy -PolicyCategory ApplicationConnection tells',
      };
    yield* judgePolicy(inventory, 'DisallowOAuthAuthentication', 'applications of others can ask users for tokens');
  },
});
