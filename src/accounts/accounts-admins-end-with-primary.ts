// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../model/check.ts';
import type { Identity } from '../model/inventory/nouns.ts';
import { accountIndex } from './account-index.ts';
import { identitySubject, isHuman } from './judge-identities.ts';
import { fail, pass, proof, unknown } from './verdict.ts';

const adminName = /^(?:adm|admin|a|da|t0|tier0|priv|sa)[-_.]|[-_.](?:adm|admin|priv|t0)$/i;

function stem(identity: Identity): string {
  return (identity.name.split('@')[0] ?? '').toLowerCase();
}

export const accountsAdminsEndWithPrimary = defineCheck({
  id: 'accounts-admins-end-with-primary',
  area: 'accounts',
  title: 'Second accounts of people for administration end with their first',
  weakness: 'Administrator account of a person whose main account is disabled',
  severity: 'high',
  rows: ['U3', 'A6'],
  why: 'The account for everyday work is disabled when somebody leaves; the second one for administration is forgotten. It is the one that a leaver, or a thief of their notes, would want.',
  remediation: [
    'Disable it, revoke its sessions and take its roles away. Write the employee number into both accounts, so that one process ends both.',
  ],
  mappings: { mitigations: ['M1018', 'M1026'], peers: { maester: ['MT.1112'] } },
  needs: [{ kind: 'identity' }],
  *judge(inventory) {
    const { joins, accountsOf } = accountIndex(inventory);
    const humans = inventory.of('identity').filter((it) => isHuman(it) && it.provider !== 'kubernetes');
    const byName = new Map<string, Identity[]>();
    for (const it of humans) {
      const key = `${it.provider} ${stem(it)}`;
      const list = byName.get(key) ?? [];
      list.push(it);
      byName.set(key, list);
    }
    for (const admin of humans) {
      if (admin.enabled === false || !adminName.test(stem(admin))) continue;
      const rest = stem(admin)
        .replace(adminName, '')
        .replace(/^[-_.]|[-_.]$/g, '');
      const person = joins.get(admin.id)?.person;
      const candidates = [
        ...(byName.get(`${admin.provider} ${rest}`) ?? []),
        ...(person === undefined ? [] : (accountsOf.get(person.id) ?? [])),
      ].filter((it) => it.id !== admin.id && !adminName.test(stem(it)));
      const primary = candidates.find((it) => it.provider === admin.provider) ?? candidates[0];
      const subject = identitySubject(admin);
      if (primary === undefined)
        yield unknown(
          subject,
          `the main account of whoever ${admin.name} (${admin.provider}) belongs to was not found: neither ${rest} nor one with its employee number`,
        );
      else if (primary.enabled === undefined)
        yield unknown(subject, `whether ${primary.name}, its main account, is enabled was not collected`);
      else
        yield primary.enabled
          ? pass(subject)
          : fail(
              subject,
              `The administrator account ${admin.name} (${admin.provider}) is enabled, and ${primary.name}, the main account of the same person, is disabled.`,
              [proof(admin.where, 'enabled'), proof(primary.where, 'disabled')],
            );
    }
  },
});
