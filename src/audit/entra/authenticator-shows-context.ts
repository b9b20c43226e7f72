// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, entraIndex } from './entra-index.ts';

export const entraAuthenticatorShowsContext = defineCheck({
  id: 'entra-authenticator-shows-context',
  area: 'entra',
  title: 'Prompts of the authenticator say what is asked and from where',
  weakness: 'Prompts of the authenticator do not say what they are for',
  severity: 'low',
  rows: ['A4', 'U5', 'T7'],
  why: 'People approve prompts that they did not cause when nothing tells them so. The application and the place on the screen give the theft away.',
  remediation: [
    'In the Entra admin center: Authentication methods, Microsoft Authenticator, Configure: show application name and geographic location, for all users.',
  ],
  mappings: { scuba: ['MS.AAD.3.3'], mitigations: ['M1047', 'M1017'], peers: { scubagear: ['MS.AAD.3.3'] } },
  needs: [{ kind: 'entra.authentication-methods' }],
  *judge(inventory) {
    const { tenant } = entraIndex(inventory);
    for (const policy of inventory.of('entra.authentication-methods')) {
      if (policy.disabled.includes('MicrosoftAuthenticator')) continue;
      if (policy.showsContext === undefined) {
        yield {
          status: 'unknown',
          subject: tenant,
          reason:
            'featureSettings of MicrosoftAuthenticator are not in the export of the authentication methods policy',
        };
      } else if (policy.showsContext) yield { status: 'pass', subject: tenant };
      else {
        yield {
          status: 'fail',
          subject: tenant,
          summary: 'Prompts of Microsoft Authenticator do not show the application and the place of the sign-in.',
          evidence: [
            at(
              policy,
              'displayAppInformationRequiredState and displayLocationInformationRequiredState are not both enabled',
              'authenticationMethodConfigurations',
            ),
          ],
        };
      }
    }
  },
});
