// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../model/check.ts';
import { accountIndex } from './account-index.ts';
import { identitySubject, judgeIdentities } from './judge-identities.ts';
import { hasLeft } from './leavers.ts';
import { fail, pass, proof } from './verdict.ts';

export const accountsGuestsSponsored = defineCheck({
  id: 'accounts-guests-sponsored',
  area: 'accounts',
  title: 'Every guest has a sponsor who is still there',
  weakness: 'Guest without a sponsor',
  severity: 'low',
  rows: ['U3', 'A6'],
  why: 'Without somebody who knows why a guest is here, the account stays when the work is done, and nobody can say whether a sign-in is strange.',
  remediation: ['Entra: `POST /users/{id}/sponsors/$ref`; new guests get the inviting person as sponsor.'],
  mappings: { mitigations: ['M1018'], peers: { 'zt-assessment': ['21877'] } },
  needs: [{ kind: 'identity' }],
  judge: (inventory, { now }) => {
    const { joins } = accountIndex(inventory);
    return judgeIdentities(
      inventory,
      (it) => it.type === 'guest',
      (identity) => {
        const sponsors = identity.owners ?? (identity.manager === undefined ? undefined : [identity.manager]);
        if (sponsors === undefined) return 'sponsors were not collected (GET /users/{id}/sponsors)';
        const subject = identitySubject(identity);
        if (sponsors.length === 0)
          return fail(
            subject,
            `The guest ${identity.name} (${identity.provider}) has no sponsor.`,
            proof(identity.where, 'its list of sponsors is empty'),
          );
        const known = sponsors.flatMap((id) => inventory.find('identity', id) ?? []);
        const gone = known.filter((it) => it.enabled === false || hasLeft(joins.get(it.id)?.person, now));
        return known.length < sponsors.length || gone.length < known.length
          ? pass(subject)
          : fail(
              subject,
              `The sponsors of the guest ${identity.name} (${identity.provider}) are gone: ${gone.map((it) => it.name).join(', ')}.`,
              proof(identity.where, 'all sponsors are disabled or have left'),
            );
      },
    );
  },
});
