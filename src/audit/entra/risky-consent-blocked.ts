// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, entraIndex } from './entra-index.ts';

export const entraRiskyConsentBlocked = defineCheck({
  id: 'entra-risky-consent-blocked',
  area: 'entra',
  title: 'Consent to risky applications is blocked',
  weakness: 'Users may consent even where Microsoft sees a risk',
  severity: 'medium',
  rows: ['A4'],
  why: 'Microsoft marks consent requests that look like phishing and asks for an administrator instead. With the block switched off the victim of such a request can accept it alone.',
  remediation: [
    '`PATCH https://graph.microsoft.com/v1.0/policies/authorizationPolicy` with `{"allowUserConsentForRiskyApps": false}`.',
    'Where directory settings say otherwise: set BlockUserConsentForRiskyApps to true in the settings from template dffd5d46-495d-40a9-8e21-954ff55e198a.',
  ],
  mappings: { mitigations: ['M1047', 'M1021'], peers: { maester: ['EIDSCA.AP09', 'EIDSCA.CP03'] } },
  needs: [{ kind: 'entra.authorization-policy' }],
  *judge(inventory) {
    const { tenant } = entraIndex(inventory);
    const setting = inventory
      .of('entra.directory-setting')
      .find((it) => it.values.BlockUserConsentForRiskyApps !== undefined);
    for (const policy of inventory.of('entra.authorization-policy')) {
      const off = setting?.values.BlockUserConsentForRiskyApps?.toLowerCase() === 'false';
      if (policy.mayConsentToRiskyApps === true || off) {
        yield {
          status: 'fail',
          subject: tenant,
          summary: 'Users may consent to applications that Microsoft marks as risky.',
          evidence: [
            policy.mayConsentToRiskyApps === true
              ? at(policy, 'allowUserConsentForRiskyApps is true', 'allowUserConsentForRiskyApps')
              : at(setting ?? policy, 'BlockUserConsentForRiskyApps is false'),
          ],
        };
      } else if (policy.mayConsentToRiskyApps === undefined) {
        yield {
          status: 'unknown',
          subject: tenant,
          reason: 'allowUserConsentForRiskyApps is not in the export of the authorization policy',
        };
      } else yield { status: 'pass', subject: tenant };
    }
  },
});
