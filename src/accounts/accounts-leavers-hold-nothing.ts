// SPDX-License-Identifier: Apache-2.0

import type { CheckEvidence } from '../model/check.ts';
import { defineCheck } from '../model/check.ts';
import { credentialWords, isLive } from './judge-credentials.ts';
import { everybody, hasLeft, leftWords, peopleMissing } from './leavers.ts';
import { day, fail, pass, proof, unknown } from './verdict.ts';

export const accountsLeaversHoldNothing = defineCheck({
  id: 'accounts-leavers-hold-nothing',
  area: 'accounts',
  title: 'People who have left hold no tokens, keys, grants or applications',
  weakness: 'Somebody who has left still holds tokens, keys, grants or applications',
  severity: 'high',
  rows: ['U3', 'A6', 'A7', 'A8'],
  why: 'Disabling the account is not the end: personal tokens, keys, consented apps and owned applications work on their own, in services that never hear of the leaving.',
  remediation: [
    'Revoke each credential and grant of the list at its provider; hand applications over to a colleague: Entra `POST /applications/{id}/owners/$ref`, then `DELETE /applications/{id}/owners/{user}/$ref`.',
    'Change secrets of applications that the person could read.',
    'Make it part of leaving: the list of this check is the checklist.',
  ],
  mappings: { mitigations: ['M1018'] },
  needs: [{ kind: 'identity' }],
  *judge(inventory, { now }) {
    const { index, reason } = peopleMissing(inventory);
    if (
      inventory.collected('credential') === 'none' &&
      inventory.collected('grant') === 'none' &&
      inventory.collected('application') === 'none'
    )
      return;
    if (reason !== undefined) {
      yield unknown(everybody, reason);
      return;
    }
    for (const person of inventory.of('identity')) {
      if (person.type !== 'person' || !hasLeft(person, now)) continue;
      const subject = { kind: 'person', id: person.id, name: person.name };
      const evidence: CheckEvidence[] = [];
      const counts = new Map<string, number>();
      const found = (what: string, it: CheckEvidence): void => {
        counts.set(what, (counts.get(what) ?? 0) + 1);
        if (evidence.length < 12) evidence.push(it);
      };
      for (const account of index.accountsOf.get(person.id) ?? []) {
        const how = `joined ${index.joins.get(account.id)?.how ?? ''}`;
        for (const it of index.credentialsOf.get(account.id) ?? []) {
          // The password of a disabled account is the account's matter.
          if (it.type === 'password' || !isLive(it, now)) continue;
          const used = it.lastUsed !== undefined && 'at' in it.lastUsed ? `, last used ${day(it.lastUsed.at)}` : '';
          found('credential', proof(it.where, `${credentialWords(inventory, it)}${used}; ${how}`));
        }
        for (const it of index.grantsOf.get(account.id) ?? []) {
          if (it.expires !== undefined && Date.parse(it.expires) <= now) continue;
          // Roles of an account that is disabled are dead with it.
          if (it.type === 'role' && account.enabled === false) continue;
          const to = inventory.find('application', it.to)?.name ?? inventory.find('identity', it.to)?.name ?? it.to;
          found(
            'grant',
            proof(
              it.where,
              `${it.type} grant of ${it.permissions.slice(0, 4).join(', ') || 'permissions'} to ${to}; ${how}`,
            ),
          );
        }
        for (const it of index.ownedBy.get(account.id) ?? []) {
          if (it.enabled === false) continue;
          found('ownership', proof(it.where, `owner of ${it.name} (${it.provider}); ${how}`));
        }
      }
      if (evidence.length === 0) {
        yield pass(subject);
        continue;
      }
      const plural = (word: string, count: number): string =>
        `${count} ${count === 1 ? word : `${word.replace(/y$/, 'ie')}s`}`;
      const words: Readonly<Record<string, string>> = {
        credential: 'token or key',
        grant: 'grant',
        ownership: 'ownership',
      };
      const list = [...counts].map(([what, count]) =>
        what === 'credential'
          ? `${count} ${count === 1 ? 'token or key' : 'tokens and keys'}`
          : plural(words[what] ?? what, count),
      );
      yield fail(subject, `${person.name} ${leftWords(person)} and still holds ${list.join(', ')}.`, [
        ...evidence,
        proof(person.where, `${person.name} ${leftWords(person)}`),
      ]);
    }
  },
});
