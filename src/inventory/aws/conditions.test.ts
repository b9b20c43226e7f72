// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeCondition } from './conditions.ts';
import { factsOf, fillIn, type KeyState } from './facts.ts';
import type { Truth } from './truth.ts';

type Table = Readonly<Record<string, readonly KeyState[]>>;

function judge(operator: string, key: string, values: readonly string[], table: Table = {}): Truth {
  return judgeCondition({ operator, key, values }, factsOf(table));
}

const sub = 'token.actions.githubusercontent.com:sub';

describe('conditions', () => {
  it.each<[string, string, string[], Table, Truth]>([
    ['StringEquals', 'a:b', ['x'], { 'A:B': [['x']] }, true],
    ['StringEquals', 'a:b', ['x*'], { 'a:b': [['xy']] }, false],
    ['StringLike', 'a:b', ['x*'], { 'a:b': [['xy']] }, true],
    ['StringNotLike', 'a:b', ['x*', 'z'], { 'a:b': [['xy']] }, false],
    ['StringEqualsIgnoreCase', 'a:b', ['X'], { 'a:b': [['x']] }, true],
    ['StringEquals', 'a:b', ['x'], { 'a:b': [undefined] }, false],
    ['StringNotEquals', 'a:b', ['x'], { 'a:b': [undefined] }, true],
    ['StringEqualsIfExists', 'a:b', ['x'], { 'a:b': [undefined] }, true],
    ['StringEquals', 'a:b', ['x'], {}, undefined],
    ['Frobnicate', 'a:b', ['x'], { 'a:b': [['x']] }, undefined],
    // Long-lived keys carry no word on a second factor: `false` is not met by them, `IfExists` is.
    ['Bool', 'aws:MultiFactorAuthPresent', ['false'], { 'aws:MultiFactorAuthPresent': [undefined] }, false],
    ['BoolIfExists', 'aws:MultiFactorAuthPresent', ['false'], { 'aws:MultiFactorAuthPresent': [undefined] }, true],
    ['Bool', 'aws:MultiFactorAuthPresent', ['true'], { 'aws:MultiFactorAuthPresent': [undefined, ['false']] }, false],
    [
      'Bool',
      'aws:MultiFactorAuthPresent',
      ['TRUE'],
      { 'aws:MultiFactorAuthPresent': [['true'], ['false']] },
      undefined,
    ],
    ['Null', 'a:b', ['true'], { 'a:b': [undefined] }, true],
    ['Null', 'a:b', ['false'], { 'a:b': [undefined] }, false],
    ['Null', 'a:b', ['false'], { 'a:b': [['x'], undefined] }, undefined],
    ['ForAnyValue:StringLike', sub, ['repo:o/*'], { [sub]: [['repo:o/r:x']] }, true],
    ['ForAnyValue:StringEquals', 'a:b', ['x'], { 'a:b': [['x', 'y']] }, true],
    ['ForAllValues:StringEquals', 'a:b', ['x'], { 'a:b': [['x', 'y']] }, false],
    ['ForAllValues:StringEquals', 'a:b', ['x'], { 'a:b': [undefined] }, true],
    ['ForAnyValue:StringEquals', 'a:b', ['x'], { 'a:b': [undefined] }, false],
    ['ForAnyValue:StringNotEquals', 'a:b', ['x'], { 'a:b': [['x', 'y']] }, true],
    ['ForAllValues:StringNotEquals', 'a:b', ['x'], { 'a:b': [['x', 'y']] }, false],
    ['IpAddress', 'aws:SourceIp', ['203.0.113.0/24'], { 'aws:SourceIp': [['203.0.113.7']] }, true],
    ['NotIpAddress', 'aws:SourceIp', ['203.0.113.0/24'], { 'aws:SourceIp': [['198.51.100.7']] }, true],
    ['IpAddress', 'aws:SourceIp', ['2001:db8::/32'], { 'aws:SourceIp': [['2001:db8::1']] }, true],
    ['IpAddress', 'aws:SourceIp', ['203.0.113.0/24'], {}, undefined],
    ['IpAddress', 'aws:SourceIp', ['0.0.0.0/0'], {}, true],
    ['NotIpAddress', 'aws:SourceIp', ['0.0.0.0/0', '::/0'], {}, false],
    ['IpAddress', 'aws:SourceIp', ['nonsense'], { 'aws:SourceIp': [['203.0.113.7']] }, undefined],
    ['NumericLessThan', 'a:b', ['10'], { 'a:b': [['9']] }, true],
    ['NumericGreaterThanEquals', 'a:b', ['10'], { 'a:b': [['9']] }, false],
    [
      'DateLessThan',
      'aws:CurrentTime',
      ['2026-01-01T00:00:00Z'],
      { 'aws:CurrentTime': [['2026-06-01T00:00:00Z']] },
      false,
    ],
    ['DateGreaterThan', 'aws:EpochTime', ['1577836800'], { 'aws:EpochTime': [['1780272000']] }, true],
    [
      'ArnLike',
      'aws:PrincipalArn',
      ['arn:aws:iam::*:role/a*'],
      { 'aws:PrincipalArn': [['arn:aws:iam::1:role/ab']] },
      true,
    ],
    [
      'ArnNotLike',
      'aws:PrincipalArn',
      ['arn:aws:iam::*:role/a*'],
      { 'aws:PrincipalArn': [['arn:aws:iam::1:role/ab']] },
      false,
    ],
    ['StringEquals', 'a:b', [`\${aws:username}`], { 'a:b': [['ben']], 'aws:username': [['ben']] }, true],
    ['StringEquals', 'a:b', [`\${aws:username}`], { 'a:b': [['ben']], 'aws:username': [undefined] }, false],
    ['StringEquals', 'a:b', [`\${aws:username}`], { 'a:b': [['ben']] }, undefined],
    ['StringLike', 'a:b', [`x-\${a:c}`], { 'a:b': [['ben']] }, false],
  ])('%s %s %j with %j is %s', (operator, key, values, table, truth) => {
    expect(judge(operator, key, values, table)).toBe(truth);
  });

  it('variables: a default, characters as written, and none in old policies', () => {
    const facts = factsOf({ 'aws:PrincipalTag/team': [undefined], 'aws:username': [['a*']] });
    expect(fillIn(`\${aws:PrincipalTag/team, 'none'}`, facts, true)).toEqual({ pattern: 'none' });
    expect(fillIn(`\${$}x`, facts, true)).toEqual({ pattern: '$x' });
    expect(fillIn(`\${aws:username}`, facts, false)).toEqual({ pattern: `\${aws:username}` });
    expect(fillIn(`\${aws:username}`, facts, true)).not.toEqual({ pattern: 'a*' });
    expect(fillIn(`\${aws:PrincipalTag/team}`, facts, true)).toEqual({ never: true });
  });

  it('knowing more never changes what was sure', () => {
    const word = fc.constantFrom('x', 'y', 'xy', '1');
    const state = fc.option(fc.array(word, { minLength: 1, maxLength: 2 }), { nil: undefined });
    const operator = fc
      .tuple(
        fc.constantFrom('', 'ForAllValues:', 'ForAnyValue:'),
        fc.constantFrom('StringEquals', 'StringNotEquals', 'StringLike', 'StringNotLike', 'NumericLessThan', 'Bool'),
        fc.constantFrom('', 'IfExists'),
      )
      .map((parts) => parts.join(''));
    const values = fc.array(fc.constantFrom('x', 'y', 'x*', '*', `\${a:c}`, '1'), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(
        fc.oneof(operator, fc.constant('Null')),
        values,
        fc.array(state, { minLength: 1, maxLength: 3 }),
        state,
        (name, wanted, states, other) => {
          const less = [{}, { 'a:b': states }, { 'a:b': states, 'a:c': [other] }] as const;
          const real = { 'a:b': states.slice(0, 1), 'a:c': [other] };
          const truth = judge(name, 'a:b', wanted, real);
          for (const table of less) expect([truth, undefined]).toContain(judge(name, 'a:b', wanted, table));
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
