// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Event, RawRecord } from '../model/event.ts';
import { compileExpression, type Expression } from '../sigma/sigma.ts';
import { toEvent } from '../sources/event.ts';
import { sources } from '../sources/sources.ts';
import { eventField } from './event-field.ts';
import { narrow, projectionsOf } from './narrow.ts';

const kubernetes = sources.find(({ id }) => id === 'kubernetes.audit');
if (kubernetes === undefined) throw new Error('there is no Kubernetes source');

const text = (field: string, value: string): Expression => ({
  kind: 'field',
  field,
  test: { kind: 'string', parts: [{ kind: 'text', text: value }], cased: false },
});
const leaf = fc
  .constantFrom(
    ...(
      [
        ['lifecycle.stage', ['use', 'read', 'refresh', 'register']],
        ['lifecycle.session.id', ['s']],
        ['lifecycle.channel', ['portal']],
        ['lifecycle.principal.id', ['erin']],
        ['lifecycle.network.ip', ['192.0.2.1']],
        ['verb', ['get', 'list']],
        ['objectRef.resource', ['secrets']],
      ] as const
    ).flatMap(([field, values]) => values.map((value) => text(field, value))),
    { kind: 'field', field: 'lifecycle.channel', test: { kind: 'exists', value: false } } as const,
    { kind: 'field', field: 'lifecycle.session.id', test: { kind: 'null' } } as const,
    { kind: 'constant', value: true } as const,
  )
  .map((it): Expression => it);
const condition = fc.letrec<{ node: Expression }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3 },
    leaf,
    tie('node').map((of): Expression => ({ kind: 'not', of })),
    fc.array(tie('node'), { maxLength: 3 }).map((of): Expression => ({ kind: 'and', of })),
    fc.array(tie('node'), { maxLength: 3 }).map((of): Expression => ({ kind: 'or', of })),
  ),
})).node;
const record: fc.Arbitrary<RawRecord> = fc.record({
  kind: fc.constant('Event'),
  apiVersion: fc.constant('audit.k8s.io/v1'),
  verb: fc.constantFrom('get', 'list', 'create'),
  stage: fc.constantFrom('ResponseComplete', 'RequestReceived'),
  user: fc.constantFrom({ username: 'erin' }, { username: 'bo' }, {}),
  objectRef: fc.constantFrom({ resource: 'secrets' }, { resource: 'pods' }, null),
  sourceIPs: fc.constantFrom(['192.0.2.1'], []),
  requestReceivedTimestamp: fc.constant('2026-03-02T10:00:00Z'),
});

test('a narrowed condition says the same of every event of the source', () => {
  fc.assert(
    fc.property(condition, record, (whole, raw) => {
      const event = toEvent(kubernetes, raw, { file: 'f', line: 1, offset: 0 });
      if ('code' in event) throw new Error(event.reason);
      const says = (it: Expression): boolean => compileExpression<Event>(it, eventField)(event);
      expect(says(narrow(whole, kubernetes))).toBe(says(whole));
    }),
    { numRuns: 1000 },
  );
});

test('what a source never gives is ruled out before a record is read', () => {
  expect(narrow(text('lifecycle.stage', 'refresh'), kubernetes)).toEqual({ kind: 'constant', value: false });
  expect(narrow(text('lifecycle.channel', 'portal'), kubernetes)).toEqual({ kind: 'constant', value: false });
  expect(narrow({ kind: 'or', of: [text('lifecycle.channel', 'x'), text('verb', 'get')] }, kubernetes)).toEqual(
    text('verb', 'get'),
  );
  expect(narrow(text('lifecycle.stage', 'use'), kubernetes)).toEqual(text('lifecycle.stage', 'use'));
});

test('enriched fields rest on what they are computed from', () => {
  const from = (field: string) => projectionsOf(kubernetes, field)?.flatMap((it) => it.from);
  expect(from('lifecycle.network.country')).toEqual(from('lifecycle.network.ip'));
  expect(from('lifecycle.agent.family')).toEqual(['userAgent']);
  expect(from('lifecycle.session.id')).toEqual([]);
  expect(from('userAgent')).toBeUndefined();
});
