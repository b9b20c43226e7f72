// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { identity, judgeSample } from './testing/sample-audit.ts';

const states = (result: ReturnType<typeof judgeSample>): readonly string[] => result.outcomes.map((it) => it.state);

describe('runChecks', () => {
  it('judges each subject, and says what it could not judge', () => {
    const result = judgeSample([identity('a', []), identity('b', ['x']), identity('c')]);
    expect(result.outcomes[0]).toMatchObject({ state: 'failed', failed: 1, passed: 1, unknown: 1 });
    expect(result.weaknesses[0]).toMatchObject({
      severity: 'high',
      confidence: 'high',
      summary: 'The account a has no owner.',
    });
    expect(result.unknowns[0]?.reason).toBe('owners were not collected');
  });

  it('is unknown, never passed, where a subject could not be judged', () => {
    expect(states(judgeSample([identity('b', ['x']), identity('c')]))[0]).toBe('unknown');
    expect(states(judgeSample([identity('b', ['x'])]))[0]).toBe('passed');
  });

  it('is unknown where a kind was collected in part', () => {
    const partial = { kind: 'identity', provider: 'entra', complete: false, note: 'refused on page 2' } as const;
    const result = judgeSample([identity('b', ['x'])], [partial]);
    expect(states(result)[0]).toBe('unknown');
    expect(result.unknowns[0]?.reason).toBe('identity (entra) was collected in part: refused on page 2');
  });

  it('tells "none" from "not collected"', () => {
    expect(states(judgeSample([]))).toEqual(['not-run', 'not-run']);
    const empty = { kind: 'grant', provider: 'entra', complete: true } as const;
    expect(states(judgeSample([identity('b', ['x'])], [empty]))).toEqual(['passed', 'nothing-to-judge']);
    expect(states(judgeSample([identity('b', ['x'])]))).toEqual(['passed', 'not-run']);
  });

  it('takes settings, and refuses those of another kind', () => {
    const spare = (spared: unknown) =>
      judgeSample([identity('a', [])], [], { 'accounts-enabled-accounts-have-owners': { spared } });
    expect(spare(['a']).weaknesses).toEqual([]);
    expect(() => spare('a')).toThrow(/must be like its default/);
  });

  it('gives the same id to the same check and subject', () => {
    const [first, second] = [judgeSample([identity('a', [])]), judgeSample([identity('a', []), identity('z', [])])];
    expect(first.weaknesses[0]?.id).toBe(second.weaknesses[0]?.id);
    expect(second.weaknesses[1]?.id).not.toBe(second.weaknesses[0]?.id);
  });
});
