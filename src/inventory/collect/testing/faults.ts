// SPDX-License-Identifier: Apache-2.0
import type { Fault } from './scripted-server.ts';

/** Troubles that every API has now and then: each of them happens to one path, the first time it is asked for. */
export const passingFaults: readonly Fault[] = [
  { kind: 'status', status: 429, headers: { 'retry-after': '3' } },
  { kind: 'status', status: 502 },
  { kind: 'half-json' },
  { kind: 'status', status: 403, body: '{"message":"You have exceeded a secondary rate limit"}' },
  { kind: 'hang-up' },
  { kind: 'status', status: 503, headers: { 'retry-after': '1' } },
];

/** Gives each fault to one of the first paths that are asked for, once. */
export function onceEach(faults: readonly Fault[]): (path: string, times: number) => Fault | undefined {
  const given = new Map<string, Fault | undefined>();
  return (path, times) => {
    if (times > 0) return undefined;
    if (!given.has(path)) given.set(path, faults[given.size]);
    return given.get(path);
  };
}
