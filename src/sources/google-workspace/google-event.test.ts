// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { withEvent, withFlatEvent } from './google-event.ts';

test('parameters of every type are found by name', () => {
  const parameters = [
    { name: 'text', value: 'a' },
    { name: 'many', multiValue: ['a', 'b'] },
    { name: 'number', intValue: '7' },
    { name: 'flag', boolValue: false },
    { name: 'message', messageValue: { parameter: [{ name: 'inner', value: 'x' }] } },
    { name: 'messages', multiMessageValue: [{ parameter: [{ name: 'inner', multiValue: ['y'] }] }] },
    { value: 'nameless' },
  ];
  const events = [{ name: 'authorize', type: 'auth', parameters }, { name: 'other' }];
  expect(withEvent({ id: 1, events })).toEqual({
    id: 1,
    events,
    event: {
      name: 'authorize',
      type: 'auth',
      parameters: {
        text: 'a',
        many: ['a', 'b'],
        number: '7',
        flag: false,
        message: { inner: 'x' },
        messages: [{ inner: ['y'] }],
      },
    },
  });
});

test('an event at the top moves into the list', () => {
  expect(withFlatEvent({ id: 1, name: 'download', type: 'access', parameters: { doc_id: 'd' } })).toEqual({
    id: 1,
    events: [{ name: 'download', type: 'access', parameters: { doc_id: 'd' } }],
    event: { name: 'download', type: 'access', parameters: { doc_id: 'd' } },
  });
});

test('a parameter named like the prototype stays a parameter', () => {
  const { event } = withEvent({ events: [{ name: 'x', parameters: [{ name: '__proto__', value: 'y' }] }] });
  const { parameters } = event as { parameters: object };
  expect(Object.getPrototypeOf(parameters)).toBe(Object.prototype);
  expect(Object.keys(parameters)).toEqual(['__proto__']);
});

test('messages inside messages end', () => {
  let parameter: Record<string, unknown> = { name: 'leaf', value: 'x' };
  for (let level = 0; level < 10_000; level += 1) parameter = { name: 'm', messageValue: { parameter: [parameter] } };
  expect(() => withEvent({ events: [{ name: 'x', parameters: [parameter] }] })).not.toThrow();
});
