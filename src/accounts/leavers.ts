// SPDX-License-Identifier: Apache-2.0
import type { Inventory } from '../model/inventory/inventory.ts';
import type { Identity } from '../model/inventory/nouns.ts';
import { type AccountIndex, accountIndex } from './account-index.ts';
import { day } from './verdict.ts';

const dayLength = 86_400_000;

/** Whether a person has left: the last day is over, or the HR system says that the person is not active. */
export function hasLeft(person: Identity | undefined, now: number): boolean {
  if (person === undefined) return false;
  if (person.leaves !== undefined) return Date.parse(person.leaves) + dayLength <= now;
  return person.enabled === false;
}

/** `left on 2026-04-30`, as the HR system says. */
export function leftWords(person: Identity): string {
  return person.leaves === undefined ? 'is not active in the HR system' : `left on ${day(person.leaves)}`;
}

/** Why checks about people cannot answer; undefined where they can, and where there are no accounts of people. */
export function peopleMissing(inventory: Inventory): {
  readonly index: AccountIndex;
  readonly reason: string | undefined;
} {
  const index = accountIndex(inventory);
  const reason =
    index.people === 'none'
      ? 'no people were collected: add an export of the HR system (CSV with employee number, mail address and last day) or of SCIM users'
      : undefined;
  return { index, reason };
}

export const everybody = { kind: 'people', id: 'people', name: 'people' } as const;
