// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeLastChange } from './judge-last-change.ts';

export const thirdPartyAppsRestricted = defineCheck({
  id: 'github-third-party-apps-restricted',
  area: 'ci',
  title: 'OAuth apps of others need an approval',
  weakness: 'OAuth apps of others need no approval',
  severity: 'high',
  rows: ['A1', 'A4', 'A7'],
  why: "Any member who says yes to an app, for instance on a phishing page, hands it the organisation's repositories. That is how the tokens of Heroku and Travis CI reached private code.",
  remediation: ['Organisation Settings, Third-party access, OAuth app policy, Setup application access restrictions.'],
  mappings: { mitigations: ['M1047', 'M1018', 'M1017'], owasp: ['CICD-SEC-8'] },
  needs: [{ kind: 'github.setting-change' }],
  judge: (inventory) =>
    judgeLastChange(
      inventory,
      'third-party-apps-restricted',
      'Third-party access, OAuth app policy',
      (organization) =>
        `Members of the organisation ${organization} may let any OAuth app in, without an owner's approval.`,
    ),
});
