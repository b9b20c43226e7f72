// SPDX-License-Identifier: Apache-2.0

import { defineCheck } from '../model/check.ts';
import type { Identity } from '../model/inventory/nouns.ts';
import { isHuman, isPrivileged, judgeDisuse } from './judge-identities.ts';

/** The directory has a check of its own, which knows how late its last logons are. */
function select(identity: Identity): boolean {
  return isHuman(identity) && identity.provider !== 'active-directory' && identity.breakGlass !== true;
}

export const accountsDormantPeopleDisabled = defineCheck({
  id: 'accounts-dormant-people-disabled',
  area: 'accounts',
  title: 'Accounts of people that are not used are disabled',
  weakness: 'Enabled account of a person that has not been used for long',
  severity: 'medium',
  rows: ['U3', 'A6'],
  why: 'Nobody notices when an account that nobody uses is taken over: no owner sees a strange sign-in, and its grants and tokens were never taken back.',
  remediation: [
    'Ask the owner or manager, then disable it; delete it after your retention time.',
    'Entra: `PATCH /users/{id} {"accountEnabled": false}`. Okta: suspend. Google: `PUT users/{key} {"suspended": true}`. AWS: delete the login profile and deactivate keys. GitHub: remove from the organisation.',
  ],
  mappings: {
    mitigations: ['M1018', 'M1036'],
    peers: {
      prowler: [
        'entra_user_with_recent_sign_in',
        'user_inactivity_automation_35d_enabled',
        'iam_user_console_access_unused',
      ],
      maester: ['MT.1029'],
      'zt-assessment': ['21854'],
      legitify: ['stale_member_found', 'stale_admin_found'],
    },
  },
  needs: [{ kind: 'identity' }],
  settings: {
    days: {
      default: 90,
      description: 'days without use',
      published: ['Prowler for Entra: 90', 'Entra access reviews: 30'],
    },
    providers: {
      default: ['aws=45', 'okta=35', 'github=180'],
      description: 'days of single providers, as in okta=35',
      published: ['AWS in CIS: 45', 'Okta in DISA STIG: 35', 'GitHub in legitify: 6 months'],
    },
  },
  judge: (inventory, context) =>
    judgeDisuse(inventory, context, select, (identity, days) => {
      const privileged = isPrivileged(identity) === true;
      return `${identity.name} (${identity.provider}) has not been used for ${days} days${identity.enabled === undefined ? '' : ' and is enabled'}${privileged ? `; it is ${identity.roles?.slice(0, 3).join(', ')}` : ''}.`;
    }),
});
