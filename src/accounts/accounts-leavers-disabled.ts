// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../model/check.ts';
import { identitySubject, isHuman } from './judge-identities.ts';
import { everybody, hasLeft, leftWords, peopleMissing } from './leavers.ts';
import { daysSince, fail, pass, proof, unknown } from './verdict.ts';

export const accountsLeaversDisabled = defineCheck({
  id: 'accounts-leavers-disabled',
  area: 'accounts',
  title: 'People who have left have no enabled account',
  weakness: 'Enabled account of somebody who has left',
  severity: 'high',
  rows: ['U3', 'A6'],
  why: 'The account of somebody who left is used by that person, or by a thief, and no colleague wonders. All its tokens go on to be renewed as long as it is enabled.',
  remediation: [
    'Disable the account and revoke its sessions. Entra: `PATCH /users/{id} {"accountEnabled": false}` and `POST /users/{id}/revokeSignInSessions`; Active Directory: `Disable-ADAccount`; Okta: `POST /users/{id}/lifecycle/deactivate`; GitHub: `DELETE /orgs/{org}/memberships/{user}`.',
    'Then see what else the person held: `accounts-leavers-hold-nothing`.',
  ],
  mappings: { mitigations: ['M1018'] },
  needs: [{ kind: 'identity' }],
  settings: { days: { default: 0, description: 'days after the last day until an account must be disabled' } },
  *judge(inventory, { now, settings }) {
    const { index, reason } = peopleMissing(inventory);
    const humans = inventory.of('identity').filter((it) => isHuman(it));
    if (humans.length === 0) return;
    if (reason !== undefined) {
      yield unknown(everybody, reason);
      return;
    }
    for (const identity of humans) {
      const join = index.joins.get(identity.id);
      if (join === undefined || !hasLeft(join.person, now - settings.number('days') * 86_400_000)) {
        if (join !== undefined) yield pass(identitySubject(identity));
        continue;
      }
      const subject = identitySubject(identity);
      if (identity.enabled === false) yield pass(subject);
      // GitHub knows no disabled members: who is listed is in.
      else if (identity.enabled === undefined && identity.provider !== 'github')
        yield unknown(
          subject,
          `${join.person.name} ${leftWords(join.person)}; whether the ${identity.provider} account ${identity.name} is enabled was not collected`,
        );
      else {
        const ago = join.person.leaves === undefined ? '' : `, ${daysSince(join.person.leaves, now)} days ago`;
        yield fail(
          subject,
          `${join.person.name} ${leftWords(join.person)}${ago}, and the ${identity.provider} account ${identity.name} is still enabled.`,
          [
            proof(identity.where, `enabled; joined ${join.how}`),
            proof(join.person.where, `${join.person.name} ${leftWords(join.person)}`),
          ],
          {
            ...((identity.roles?.length ?? 0) > 0 ? { severity: 'critical' } : {}),
            ...(join.weak === true ? { confidence: 'medium' } : {}),
          },
        );
      }
    }
  },
});
