// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../model/check.ts';
import { judgeDisuse } from './judge-identities.ts';

export const accountsGuestsActive = defineCheck({
  id: 'accounts-guests-active',
  area: 'accounts',
  title: 'Guests who do not come any more are removed',
  weakness: 'Guest who has not been here for long',
  severity: 'medium',
  rows: ['U3', 'A6'],
  why: 'When a guest leaves their own company, nobody tells us. The account is re-used by whoever gets the address, and reads what was once shared.',
  remediation: [
    'Ask the sponsor, then delete the guest: Entra `DELETE /users/{id}`.',
    'Set an access review for guests each quarter, with removal where nobody answers.',
  ],
  mappings: {
    mitigations: ['M1018'],
    peers: { legitify: ['stale_member_found'] },
  },
  needs: [{ kind: 'identity' }],
  settings: {
    days: {
      default: 60,
      description: 'days without a sign-in',
      published: ['Entra access reviews: 30', 'dormant accounts in Prowler: 90'],
    },
    providers: { default: [] as readonly string[], description: 'days of single providers, as in github=90' },
  },
  judge: (inventory, context) =>
    judgeDisuse(
      inventory,
      context,
      (it) => it.type === 'guest' || (it.type === 'user' && it.external === true),
      ({ name, provider }, days) => `The guest ${name} (${provider}) has not been here for ${days} days.`,
    ),
});
