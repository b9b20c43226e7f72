// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { processorTime } from '../../../test/processor-time.ts';
import { allows, matchesGlob, policyDocument, statementsOf } from './policy.ts';

function allowed(action: string, ...statements: readonly object[]): boolean {
  return allows(statementsOf({ Statement: statements }, 'test', []), action) !== undefined;
}

describe('allows', () => {
  it('knows wildcards in actions, in any case of letters', () => {
    expect(allowed('iam:CreateAccessKey', { Effect: 'Allow', Action: 'IAM:create*', Resource: '*' })).toBe(true);
    expect(allowed('iam:CreateAccessKey', { Effect: 'Allow', Action: 'iam:Get?', Resource: '*' })).toBe(false);
  });

  it('NotAction allows all but what it names; NotResource all but what it names', () => {
    expect(allowed('sts:AssumeRole', { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' })).toBe(true);
    expect(allowed('iam:PassRole', { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' })).toBe(false);
    expect(allowed('iam:PassRole', { Effect: 'Allow', Action: '*', NotResource: 'arn:aws:s3:::a' })).toBe(true);
  });

  it('counts all resources of a kind as all, and a named one not', () => {
    expect(
      allowed('iam:PassRole', {
        Effect: 'Allow',
        Action: 'iam:PassRole',
        Resource: 'arn:aws:iam::111122223333:role/*',
      }),
    ).toBe(true);
    expect(
      allowed('iam:PassRole', {
        Effect: 'Allow',
        Action: 'iam:PassRole',
        Resource: 'arn:aws:iam::111122223333:role/shop-*',
      }),
    ).toBe(false);
  });

  it('a denial on everything outweighs, one under a condition does not', () => {
    const allow = { Effect: 'Allow', Action: '*', Resource: '*' };
    expect(allowed('sts:AssumeRole', allow, { Effect: 'Deny', Action: 'sts:*', Resource: '*' })).toBe(false);
    expect(
      allowed('sts:AssumeRole', allow, {
        Effect: 'Deny',
        Action: 'sts:*',
        Resource: '*',
        Condition: { Bool: { a: 'b' } },
      }),
    ).toBe(true);
  });

  it('reads one statement without a list, and documents that are URL-encoded', () => {
    const document = policyDocument(encodeURIComponent('{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}'));
    expect(allows(statementsOf(document ?? {}, 'test', undefined), 'a:b')?.policy).toBe('test');
    expect(policyDocument('%E0%A4%A')).toBeUndefined();
  });
});

describe('matchesGlob', () => {
  it('agrees with a regular expression', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[ab*?]{0,8}$/), fc.stringMatching(/^[ab]{0,8}$/), (pattern, value) => {
        const expression = new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`);
        expect(matchesGlob(pattern, value)).toBe(expression.test(value));
      }),
    );
  });

  it('is quick on hostile patterns', () => {
    const spent = processorTime(5_000, () =>
      expect(matchesGlob(`${'*a'.repeat(2_000)}b`, 'a'.repeat(20_000))).toBe(false),
    );
    expect(spent).toBeLessThan(5_000);
  });
});
