// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { createUseLedger } from './use-ledger.ts';

const where = (line: number) => ({ source: 'test', collectedAt: '2026-06-01T00:00:00.000Z', file: 'a.log', line });

type Extra = Readonly<Record<string, unknown>>;

function event(verb: string, resource: string, more: Extra = {}): Extra {
  return {
    stage: 'ResponseComplete',
    auditID: `${verb} ${resource}`,
    verb,
    user: { username: 'system:serviceaccount:shop:cart' },
    sourceIPs: ['10.64.0.9'],
    objectRef: { resource, namespace: 'shop' },
    responseStatus: { code: 200 },
    requestReceivedTimestamp: '2026-05-01T00:00:00.000000Z',
    ...more,
  };
}

function uses(...events: readonly Extra[]): readonly (readonly [string, string, number])[] {
  const ledger = createUseLedger();
  events.forEach((it, index) => {
    ledger.add(it, index + 1, it);
  });
  return [...ledger.items('a.log', where)].flatMap((it) =>
    it.kind === 'use' ? [[it.principal, it.action, it.count] as const] : [],
  );
}

const cart = 'kubernetes:service-account:shop/cart';

describe('what audit events add up to', () => {
  it('counts a request once, however many stages of it are logged', () => {
    const id = { auditID: 'one' };
    expect(
      uses(
        event('watch', 'pods', { ...id, stage: 'RequestReceived' }),
        event('watch', 'pods', { ...id, stage: 'ResponseStarted' }),
        event('watch', 'pods', id),
      ),
    ).toEqual([[cart, 'watch pods', 1]]);
  });

  it('names groups and subresources as roles do', () => {
    expect(
      uses(
        event('update', 'deployments', {
          objectRef: { resource: 'deployments', apiGroup: 'apps', subresource: 'scale' },
        }),
        event('get', '', { objectRef: undefined, requestURI: '/metrics?x=1' }),
      ),
    ).toEqual([
      [cart, 'update deployments.apps/scale', 1],
      [cart, 'get /metrics', 1],
    ]);
  });

  it('a refused call is use of the token, not of the right', () => {
    const ledger = createUseLedger();
    const codes = [403, 404, 403, undefined];
    codes.forEach((code, index) => {
      const it = event('get', 'secrets', { auditID: `${index}`, responseStatus: { code } });
      ledger.add(it, index + 1, it);
    });
    const told = [...ledger.items('a.log', where)].filter((it) => it.kind === 'use');
    expect(told.map((it) => [it.action, it.outcome, it.count])).toEqual([
      ['get secrets', 'failure', 2],
      ['get secrets', 'success', 1],
      ['get secrets', undefined, 1],
    ]);
    expect(new Set(told.map((it) => it.id)).size).toBe(3);
  });

  it('who acts as another uses that right, and the other uses the rest', () => {
    const as = {
      user: { username: 'anna.novak@example.com' },
      impersonatedUser: { username: 'system:serviceaccount:shop:cart' },
    };
    expect(uses(event('get', 'pods', as))).toEqual([
      ['kubernetes:user:anna.novak@example.com', 'impersonate serviceaccounts', 1],
      [cart, 'get pods', 1],
    ]);
  });

  it('says where reads are missing', () => {
    const ledger = createUseLedger();
    ledger.add(event('create', 'pods'), 1, {});
    const [window] = ledger.items('a.log', where);
    expect(window).toMatchObject({ kind: 'window', records: 1, missing: ['reads (get, list, watch)'] });
  });
});
