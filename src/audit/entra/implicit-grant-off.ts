// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { appSubject, at } from './entra-index.ts';

export const entraImplicitGrantOff = defineCheck({
  id: 'entra-implicit-grant-off',
  area: 'entra',
  title: 'Applications get no tokens by implicit grant',
  weakness: 'Implicit grant puts tokens into addresses',
  severity: 'medium',
  rows: ['A3', 'A4'],
  why: "With implicit grant the token stands in the address of the page: in the browser's history, in logs and in what a redirect passes on. The code flow with PKCE leaves nothing to pick up.",
  remediation: [
    '`az ad app update --id APPID --set web.implicitGrantSettings.enableAccessTokenIssuance=false`',
    'Move the program to the authorization code flow with PKCE (MSAL 2 and later).',
  ],
  mappings: { mitigations: ['M1047'] },
  needs: [{ kind: 'entra.application' }],
  *judge(inventory) {
    for (const app of inventory.of('entra.application')) {
      const subject = appSubject(app);
      const { implicitAccessTokens: access, implicitIdTokens: id } = app;
      if (access === true || id === true) {
        yield {
          status: 'fail',
          subject,
          severity: access === true ? 'medium' : 'low',
          summary: `"${app.name}" may get ${access === true ? 'access tokens' : 'id tokens'} by implicit grant.`,
          evidence: [
            at(
              app,
              `${access === true ? 'enableAccessTokenIssuance' : 'enableIdTokenIssuance'} is true`,
              'web',
              'implicitGrantSettings',
            ),
          ],
        };
      } else if (access === undefined) {
        yield { status: 'unknown', subject, reason: 'web.implicitGrantSettings is not in the export of applications' };
      } else yield { status: 'pass', subject };
    }
  },
});
