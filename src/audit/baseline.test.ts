// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { againstBaseline, makeBaseline, readBaseline } from './baseline.ts';
import { applyExceptions } from './exceptions.ts';
import { identity, judgeSample, sampleChecks } from './testing/sample-audit.ts';

const exception = {
  check: 'accounts-enabled-accounts-have-owners',
  subject: 'entra:service-account:a',
  owner: 'anna@example.com',
  reason: 'it goes away in June',
  expires: '2026-06-30',
};

describe('againstBaseline', () => {
  const before = readBaseline(
    JSON.stringify(makeBaseline(judgeSample([identity('a', []), identity('b', [])]))),
    'base.json',
  );

  it('tells new, known and gone', () => {
    const { drift } = againstBaseline(judgeSample([identity('b', []), identity('c', [])]), before);
    expect([...(drift?.states.values() ?? [])]).toEqual(['known', 'new']);
    expect(drift?.gone.map((it) => it.subject)).toEqual(['entra:service-account:a']);
  });

  it('tells changed where what it says changed, and not where a line moved', () => {
    const moved = { ...identity('a', []), where: { ...identity('a').where, line: 99 } };
    expect([...(againstBaseline(judgeSample([moved]), before).drift?.states.values() ?? [])]).toEqual(['known']);
    const renamed = { ...identity('a', []), name: 'other' };
    expect([...(againstBaseline(judgeSample([renamed]), before).drift?.states.values() ?? [])]).toEqual(['changed']);
  });

  it('calls nothing gone that was not judged', () => {
    expect(againstBaseline(judgeSample([]), before).drift?.gone).toEqual([]);
    expect(againstBaseline(judgeSample([identity('c')]), before).drift?.gone).toEqual([]);
  });

  it('an accepted weakness is not gone, and not new when its exception ends', () => {
    const result = judgeSample([identity('a', [])]);
    const accepted = applyExceptions(result, [exception], sampleChecks);
    expect(againstBaseline(accepted, makeBaseline(result)).drift?.gone).toEqual([]);
    expect([...(againstBaseline(result, makeBaseline(accepted)).drift?.states.values() ?? [])]).toEqual(['known']);
  });

  it('refuses what is no baseline', () => {
    expect(() => readBaseline('{', 'base.json')).toThrow(/no JSON/);
    expect(() => readBaseline('{"a":1}', 'base.json')).toThrow(/no baseline/);
  });
});

describe('applyExceptions', () => {
  it('accepts a weakness until the end of its last day', () => {
    const result = judgeSample([identity('a', []), identity('b', [])]);
    const accepted = applyExceptions(result, [exception], sampleChecks);
    expect(accepted.weaknesses.map((it) => it.subject.name)).toEqual(['b']);
    expect(accepted.excepted.map((it) => it.weakness.subject.name)).toEqual(['a']);
    expect(accepted.outcomes[0]).toMatchObject({ state: 'failed', failed: 1, excepted: 1 });
    const ended = applyExceptions(result, [{ ...exception, expires: '2026-05-31' }], sampleChecks);
    expect(ended.weaknesses).toHaveLength(2);
    expect(ended.staleExceptions.map((it) => it.why)).toEqual(['ended on 2026-05-31']);
    expect(applyExceptions(result, [{ ...exception, expires: '2026-06-01' }], sampleChecks).weaknesses).toHaveLength(1);
  });

  it('covers many with a star', () => {
    const all = applyExceptions(
      judgeSample([identity('a', []), identity('b', [])]),
      [{ ...exception, subject: 'entra:*' }],
      sampleChecks,
    );
    expect(all.outcomes[0]).toMatchObject({ state: 'passed', failed: 0, excepted: 2 });
  });

  it('warns of what covers nothing, but not where the check did not run', () => {
    const unused = { ...exception, subject: 'entra:service-account:gone' };
    expect(applyExceptions(judgeSample([identity('a', [])]), [unused], sampleChecks).staleExceptions[0]?.why).toMatch(
      /covers nothing/,
    );
    expect(applyExceptions(judgeSample([]), [unused], sampleChecks).staleExceptions).toEqual([]);
  });

  it('refuses an exception for a check that is not there', () => {
    expect(() => applyExceptions(judgeSample([]), [{ ...exception, check: 'nothing' }], sampleChecks)).toThrow(
      /not there/,
    );
  });
});
