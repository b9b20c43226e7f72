// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { sources } from '../../sources/sources.ts';
import { decidedBy, partsOf, readPart } from './facet.ts';

const source = sources.find(({ id }) => id === 'kubernetes.audit');
if (source === undefined) throw new Error('there is no Kubernetes source');

test('fields rest on parts, and a facet decides those whose parts it has', () => {
  expect(partsOf(source, 'lifecycle.agent.family')).toEqual(['userAgent']);
  expect(partsOf(source, 'verb')).toEqual(['verb']);
  const stage = partsOf(source, 'lifecycle.stage');
  const decided = decidedBy(source, { parts: [...stage, 'userAgent'] });
  expect(['lifecycle.stage', 'verb', 'userAgent', 'lifecycle.agent.raw'].map(decided)).toEqual([
    true,
    true,
    true,
    true,
  ]);
  // Of the request's address only what holds a command is known.
  expect(['requestURI', 'lifecycle.action', 'user.username'].map(decided)).toEqual([false, false, false]);
  const held = stage.map(readPart).find(({ path }) => path === 'requestURI');
  expect(held?.holding).toBe('command=');
});
