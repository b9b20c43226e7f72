// SPDX-License-Identifier: Apache-2.0
import { fail, pass, unknown } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { organisation, place, settingTargets } from './google-index.ts';
import { accessOf } from './google-services.ts';

/** Services of which Google tells low-risk scopes apart. */
const divided = ['DRIVE', 'GMAIL', 'CLASSROOM', 'CHAT'] as const;

export const googleLowRiskConsentBlocked = defineCheck({
  id: 'google-low-risk-consent-blocked',
  area: 'google',
  title: 'Users cannot consent to scopes that count as low-risk either',
  weakness: 'Users may consent to low-risk scopes of restricted services',
  severity: 'low',
  rows: ['A4', 'W6'],
  why: 'Low-risk scopes of mail and files still send mail drafts, add labels or open the files that are picked: enough for a foothold that looks harmless.',
  remediation: [
    'Security, API controls, Manage Google services, the service, Restricted: clear "For apps that are not trusted, allow users to give access to OAuth scopes that aren\'t classified as high-risk".',
  ],
  mappings: { scuba: ['GWS.COMMONCONTROLS.10.2'], mitigations: ['M1047', 'M1021', 'M1017'], peers: {} },
  needs: [{ kind: 'google.policy' }],
  *judge(inventory) {
    const targets = settingTargets(inventory, 'api_controls.google_services');
    if (targets.length === 0) {
      yield unknown(organisation, 'no policy of the type settings/api_controls.google_services was collected');
    }
    for (const { policy, subject } of targets) {
      const open = divided.filter((it) => accessOf(policy, it) !== 'restricted');
      yield open.length === 0
        ? pass(subject)
        : fail(
            subject,
            `In ${subject.name} users may let any application have low-risk scopes of ${open.join(', ')}.`,
            place(policy, `not restricted as a whole: ${open.join(', ')}`, 'setting', 'value', 'services'),
          );
    }
  },
});
