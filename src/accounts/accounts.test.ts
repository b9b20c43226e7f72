// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { runChecks } from '../audit/run-checks.ts';
import { createKnowledge } from '../enrich/knowledge.ts';
import { createInventory } from '../inventory/create-inventory.ts';
import type { Item } from '../model/inventory/item.ts';
import type { Identity } from '../model/inventory/nouns.ts';
import { accountsChecks } from './accounts-checks.ts';
import { joinPeople } from './join-people.ts';
import { disuse } from './judge-identities.ts';

const where = { source: 'test', collectedAt: '2026-06-01T00:00:00.000Z', file: 'x' };
const now = Date.parse('2026-06-01T00:00:00Z');

function identity(id: string, fields: Partial<Identity> & Pick<Identity, 'provider' | 'type'>): Identity {
  return { kind: 'identity', id, where, name: id, ...fields };
}

describe('joinPeople', () => {
  const person = (id: string, fields: Partial<Identity>): Identity =>
    identity(id, { provider: 'people', type: 'person', ...fields });

  it('takes the shortest way, and says it', () => {
    const joins = joinPeople([
      person('p1', { employeeId: '7', email: 'kim@private.example' }),
      identity('ad', { provider: 'active-directory', type: 'user', employeeId: '7', email: 'kim@example.com' }),
      identity('entra', { provider: 'entra', type: 'user', name: 'KIM@example.com' }),
      identity('github', { provider: 'github', type: 'user', name: 'kim-dev', email: 'kim@private.example' }),
      identity('other', { provider: 'entra', type: 'user', name: 'lee@example.com' }),
    ]);
    expect(
      [...joins].map(
        ([
          id,
          {
            person: { id: who },
            how,
          },
        ]) => `${id} ${who} ${how}`,
      ),
    ).toEqual([
      'ad p1 by employee number 7',
      'github p1 by the address kim@private.example',
      'entra p1 by the address kim@example.com of the active-directory account ad',
    ]);
  });

  it('knows a guest of Entra by the address at home', () => {
    const joins = joinPeople([
      person('p1', { email: 'farid@partner.example' }),
      identity('g', { provider: 'entra', type: 'guest', name: 'farid_partner.example#EXT#@example.onmicrosoft.com' }),
    ]);
    expect(joins.get('g')?.person.id).toBe('p1');
  });

  it('leaves a value alone that many accounts share', () => {
    const many = Array.from({ length: 40 }, (_, index) =>
      identity(`s${index}`, { provider: 'aws', type: 'user', email: 'root@example.com' }),
    );
    expect(joinPeople([person('p1', { email: 'root@example.com' }), ...many]).size).toBe(0);
  });
});

describe('disuse', () => {
  it.each([
    [{ lastUsed: undefined }, undefined, 'unknown'],
    [{ lastUsed: { never: true } as const }, undefined, 'unknown'],
    [{ lastUsed: { never: true, since: '2026-05-01T00:00:00.000Z' } as const }, undefined, 'unknown'],
    [{ lastUsed: { never: true, since: '2026-01-01T00:00:00.000Z' } as const }, undefined, 'unused'],
    [{ lastUsed: { never: true, since: '2026-01-01T00:00:00.000Z' } as const }, '2026-05-30T00:00:00.000Z', 'used'],
    [{ lastUsed: { at: '2026-01-01T00:00:00.000Z' } }, undefined, 'unused'],
  ])('%j, seen %s: %s', (it, seen, state) => {
    expect(disuse(it, seen, 90, now).state).toBe(state);
  });
});

describe('checks of accounts', () => {
  it('judge 100,000 accounts with 1,000,000 grants in seconds', () => {
    function* items(): Generator<Item> {
      for (let index = 0; index < 50_000; index++) {
        const leaves = index % 1_000 === 0 ? { leaves: '2026-04-30T00:00:00.000Z' } : {};
        yield identity(`p${index}`, { provider: 'people', type: 'person', email: `u${index}@example.com`, ...leaves });
        const used = { enabled: true, lastUsed: { at: '2026-05-30T00:00:00.000Z' }, roles: [], mfa: ['app'] as const };
        yield identity(`u${index}`, { provider: 'entra', type: 'user', email: `u${index}@example.com`, ...used });
      }
      const permissions = ['User.Read'];
      for (let index = 0; index < 1_000_000; index++) {
        yield {
          kind: 'grant',
          id: `g${index}`,
          provider: 'entra',
          where,
          type: 'delegated',
          to: `a${index % 300}`,
          principal: `u${index % 50_000}`,
          permissions,
        };
      }
    }
    const inventory = createInventory(items());
    // Time of the processor: other tests may run beside this one.
    const before = process.cpuUsage();
    const { weaknesses } = runChecks(accountsChecks, inventory, { now, knowledge: createKnowledge() });
    expect(weaknesses.filter((it) => it.check.id === 'accounts-leavers-hold-nothing').length).toBe(50);
    expect(weaknesses.filter((it) => it.check.id === 'accounts-leavers-disabled').length).toBe(50);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1e6).toBeLessThan(20);
  }, 300_000);
});
