// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../model/check.ts';
import type { Identity } from '../model/inventory/nouns.ts';
import { accountIndex } from './account-index.ts';
import { identitySubject, isWorkload, judgeIdentities } from './judge-identities.ts';
import { hasLeft } from './leavers.ts';
import { fail, pass, proof } from './verdict.ts';

/** Providers whose workload identities can have owners. */
const owned: readonly Identity['provider'][] = [
  'entra',
  'active-directory',
  'github',
  'gitlab',
  'okta',
  'auth0',
  'google',
];

export const accountsWorkloadsHaveOwners = defineCheck({
  id: 'accounts-workloads-have-owners',
  area: 'accounts',
  title: 'Every workload identity has an owner who is still there',
  weakness: 'Orphaned workload identity',
  severity: 'medium',
  rows: ['U3', 'A6', 'A7'],
  why: 'Nobody renews, watches or misses what belongs to nobody. Its secrets stay for years, and after a theft there is nobody to ask what may be switched off.',
  remediation: [
    'Name two owners: Entra `POST /servicePrincipals/{id}/owners/$ref`; Active Directory `Set-ADUser NAME -Manager OWNER`.',
    'Where nobody can be found, disable it and see who calls.',
  ],
  mappings: {
    mitigations: ['M1018', 'M1026'],
    peers: { 'zt-assessment': ['21867', '24518'] },
  },
  needs: [{ kind: 'identity' }],
  *judge(inventory, { now }) {
    const { joins, owner } = accountIndex(inventory);
    yield* judgeIdentities(
      inventory,
      (it) => isWorkload(it) && it.external !== true && it.type !== 'managed-identity' && owned.includes(it.provider),
      (identity) => {
        // The directory keeps no owners beyond managedBy and manager: without them, nothing is said.
        if (identity.owners === undefined)
          return identity.provider === 'active-directory' ? undefined : 'owners were not collected';
        const subject = identitySubject(identity);
        if (identity.owners.length === 0) {
          return fail(
            subject,
            `The workload identity ${identity.name} (${identity.provider}) has no owner.`,
            proof(identity.where, 'its list of owners is empty'),
          );
        }
        const known = identity.owners.flatMap((id) => owner(id) ?? []);
        if (known.length < identity.owners.length) return pass(subject);
        const gone = known.filter((it) => it.enabled === false || hasLeft(joins.get(it.id)?.person, now));
        return gone.length < known.length
          ? pass(subject)
          : fail(
              subject,
              `All owners of the workload identity ${identity.name} (${identity.provider}) are gone: ${gone.map((it) => it.name).join(', ')}.`,
              [
                proof(identity.where, `owners: ${known.map((it) => it.name).join(', ')}`),
                ...gone.slice(0, 3).map((it) => proof(it.where, `${it.name} is disabled or has left`)),
              ],
            );
      },
    );
  },
});
