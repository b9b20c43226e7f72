// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Access } from './access.ts';
import { accessTo, account, type Group, type Made, policy, principal, type Statements, target } from './aws.fixture.ts';
import type { Truth } from './truth.ts';

const allow = (Action: string | string[], Resource: string | string[] = '*', Condition?: object): object => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...(Condition === undefined ? {} : { Condition }),
});
const deny = (Action: string | string[], Resource: string | string[] = '*', Condition?: object): object => ({
  ...allow(Action, Resource, Condition),
  Effect: 'Deny',
});
const trust = (Principal: object | string, Condition?: object): object => ({
  Effect: 'Allow',
  Principal,
  Action: 'sts:AssumeRole',
  ...(Condition === undefined ? {} : { Condition }),
});

const role = `arn:aws:iam::${account}:role/shop`;
const secret = `arn:aws:secretsmanager:eu-central-1:${account}:secret:shop/payment-AbCdEf`;

function can(it: Made, action: string, resource: string, ...more: Group[]): Truth {
  const [made, ...items] = principal('ben', it);
  return accessTo([made, ...items], ...more).can(made, action, resource).allowed;
}

describe('can', () => {
  it.each<[string, Made, string, string, Truth]>([
    [
      'a named secret',
      { identity: [allow('secretsmanager:Get*', `${secret.slice(0, -6)}??????`)] },
      'secretsmanager:GetSecretValue',
      secret,
      true,
    ],
    [
      'another secret',
      { identity: [allow('secretsmanager:*', `${secret}x`)] },
      'secretsmanager:GetSecretValue',
      secret,
      false,
    ],
    [
      'all but one',
      { identity: [{ Effect: 'Allow', Action: '*', NotResource: secret }] },
      'secretsmanager:GetSecretValue',
      secret,
      false,
    ],
    [
      'denied by name',
      { identity: [allow('*'), deny('secretsmanager:*', secret)] },
      'secretsmanager:GetSecretValue',
      secret,
      false,
    ],
    [
      'another is denied',
      { identity: [allow('*'), deny('secretsmanager:*', `${secret}x`)] },
      'secretsmanager:GetSecretValue',
      secret,
      true,
    ],
    [
      'all but some actions',
      { identity: [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }] },
      'iam:PassRole',
      role,
      false,
    ],
    ['within a boundary', { identity: [allow('*')], boundary: [allow('s3:*')] }, 'iam:PassRole', role, false],
    ['a boundary gives nothing', { identity: [allow('s3:*')], boundary: [allow('*')] }, 'iam:PassRole', role, false],
    [
      'denied by its boundary',
      { identity: [allow('*')], boundary: [allow('*'), deny('iam:*')] },
      'iam:PassRole',
      role,
      false,
    ],
    [
      'from a network',
      { identity: [allow('*', '*', { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } })] },
      'iam:PassRole',
      role,
      undefined,
    ],
    [
      'denied outside of a network',
      { identity: [allow('*'), deny('*', '*', { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } })] },
      'iam:PassRole',
      role,
      undefined,
    ],
    [
      'denied unless a service calls',
      { identity: [allow('*'), deny('*', '*', { Bool: { 'aws:ViaAWSService': 'false' } })] },
      'iam:PassRole',
      role,
      false,
    ],
    [
      'by tag of the user',
      {
        type: 'user',
        tags: { team: 'a' },
        identity: [allow('*', '*', { StringEquals: { 'aws:PrincipalTag/team': 'a' } })],
      },
      'iam:PassRole',
      role,
      true,
    ],
    [
      'sessions may have other tags',
      { tags: { team: 'a' }, identity: [allow('*', '*', { StringEquals: { 'aws:PrincipalTag/team': 'a' } })] },
      'iam:PassRole',
      role,
      undefined,
    ],
    [
      'itself only',
      { type: 'user', identity: [allow('iam:*', `arn:aws:iam::*:user/\${aws:username}`)] },
      'iam:CreateAccessKey',
      `arn:aws:iam::${account}:user/ben`,
      true,
    ],
    [
      'itself only, another',
      { type: 'user', identity: [allow('iam:*', `arn:aws:iam::*:user/\${aws:username}`)] },
      'iam:CreateAccessKey',
      `arn:aws:iam::${account}:user/eva`,
      false,
    ],
    [
      'until a day that is over',
      { identity: [allow('*', '*', { DateLessThan: { 'aws:CurrentTime': '2026-01-01T00:00:00Z' } })] },
      'iam:PassRole',
      role,
      false,
    ],
    [
      'sessions before a day were revoked',
      { identity: [allow('*'), deny('*', '*', { DateLessThan: { 'aws:TokenIssueTime': '2026-01-01T00:00:00Z' } })] },
      'iam:PassRole',
      role,
      true,
    ],
    [
      'in one region',
      { identity: [allow('*'), deny('*', '*', { StringNotEquals: { 'aws:RequestedRegion': 'eu-central-1' } })] },
      'secretsmanager:GetSecretValue',
      secret,
      true,
    ],
    [
      'IAM counts as made in us-east-1',
      { identity: [allow('*'), deny('*', '*', { StringNotEquals: { 'aws:RequestedRegion': 'eu-central-1' } })] },
      'iam:PassRole',
      role,
      false,
    ],
    [
      'a region of its choice',
      { identity: [allow('*'), deny('*', '*', { StringNotEquals: { 'aws:RequestedRegion': 'eu-central-1' } })] },
      'secretsmanager:GetSecretValue',
      `arn:aws:secretsmanager:*:${account}:secret:x`,
      true,
    ],
  ])('%s', (_, it, action, resource, truth) => {
    expect(can(it, action, resource)).toBe(truth);
  });

  it('resource control policies bind whoever asks, where the service is under them', () => {
    const rules = [
      policy('full', [allow('*')], 'service-control'),
      policy('all', [{ ...allow('*'), Principal: '*' }], 'resource-control'),
      policy('not secrets', [{ ...deny(['secretsmanager:*', 'iam:*']), Principal: '*' }], 'resource-control'),
    ];
    const ask = (controls: readonly string[], action: string, resource: string): Truth =>
      can({ identity: [allow('*')] }, action, resource, ...rules, {
        ...target(account, ['full']),
        resourceControls: controls,
      });
    expect(ask(['all'], 'secretsmanager:GetSecretValue', secret)).toBe(true);
    expect(ask(['all', 'not secrets'], 'secretsmanager:GetSecretValue', secret)).toBe(false);
    expect(ask(['all', 'lost'], 'secretsmanager:GetSecretValue', secret)).toBe(undefined);
    expect(ask(['all', 'not secrets'], 'iam:CreateUser', '*')).toBe(true);
  });

  it('each level of the organisation must allow, and none may deny', () => {
    const it = { identity: [allow('*')] };
    const full = policy('full', [allow('*')], 'service-control');
    const some = policy('some', [allow('s3:*')], 'service-control');
    const no = policy('no', [deny('iam:*')], 'service-control');
    const ask = (...items: Group[]) => can(it, 'iam:PassRole', role, full, some, no, ...items);
    expect(ask(target(account, ['full'], 'ou-a-b'), target('ou-a-b', ['full']))).toBe(true);
    expect(ask(target(account, ['full'], 'ou-a-b'), target('ou-a-b', ['some']))).toBe(false);
    expect(ask(target(account, ['full'], 'ou-a-b'), target('ou-a-b', ['full', 'no']))).toBe(false);
    expect(ask(target(account, ['full', 'lost']))).toBe(undefined);
    expect(ask(target('999999999999', ['no']))).toBe(true);
    const organization = {
      ...target(account, ['no']),
      kind: 'aws.organization' as const,
      id: 'o',
      organization: 'o-a',
      managementAccount: account,
    };
    const { target: _, controls: __, ...management } = organization;
    expect(ask(target(account, ['no']), management)).toBe(true);
  });
});

function assume(it: Made, open: Statements, ...more: Group[]): ReturnType<Access['mayAssume']> {
  const [made, ...items] = principal('ben', it);
  const [shop, ...others] = principal('shop', { trust: open });
  return accessTo([made, ...items, shop, ...others], ...more).mayAssume(made, shop);
}

describe('mayAssume', () => {
  const root = { AWS: `arn:aws:iam::${account}:root` };
  const ben = { AWS: `arn:aws:iam::${account}:role/ben` };
  const user = { AWS: `arn:aws:iam::${account}:user/ben` };
  it.each<[string, Made, Statements, Truth]>([
    ['the account is trusted, and it may', { identity: [allow('sts:AssumeRole', role)] }, [trust(root)], true],
    ['the account is trusted, and it may not', { identity: [allow('s3:*')] }, [trust(root)], false],
    ['the account is trusted by its number', { identity: [allow('sts:*')] }, [trust({ AWS: account })], true],
    ['it is named, and needs no policy', {}, [trust(ben)], true],
    ['named, but denied', { identity: [deny('sts:*')] }, [trust(ben)], false],
    ['named, but bounded: a role', { boundary: [allow('s3:*')] }, [trust(ben)], false],
    ['named, but bounded: a user', { type: 'user', boundary: [allow('s3:*')] }, [trust(user)], true],
    ['named with a session', {}, [trust({ AWS: `arn:aws:sts::${account}:assumed-role/ben/x` })], true],
    ['another is named', { identity: [allow('*')] }, [trust({ AWS: `${ben.AWS}x` })], false],
    ['a service is named', { identity: [allow('*')] }, [trust({ Service: 'ec2.amazonaws.com' })], false],
    [
      'of another account, and it may',
      { account: '444455556666', identity: [allow('sts:AssumeRole')] },
      [trust({ AWS: '444455556666' })],
      true,
    ],
    [
      'of another account, named, without a policy',
      { account: '444455556666' },
      [trust({ AWS: 'arn:aws:iam::444455556666:role/ben' })],
      false,
    ],
    ['denied by the trust policy', { identity: [allow('*')] }, [trust(root), { ...trust(ben), Effect: 'Deny' }], false],
    [
      'all but some are denied',
      { identity: [allow('*')] },
      [trust(root), { Effect: 'Deny', NotPrincipal: { AWS: [ben.AWS, root.AWS] }, Action: '*' }],
      true,
    ],
    [
      'all but others are denied',
      { identity: [allow('*')] },
      [trust(root), { Effect: 'Deny', NotPrincipal: { AWS: `${ben.AWS}x` }, Action: '*' }],
      false,
    ],
    [
      'by ARN',
      { identity: [allow('*')] },
      [trust('*', { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${account}:role/b*` } })],
      true,
    ],
    [
      'with a second factor',
      { type: 'user', identity: [allow('*')] },
      [trust(root, { Bool: { 'aws:MultiFactorAuthPresent': 'true' } })],
      undefined,
    ],
    [
      'with an external id',
      { identity: [allow('*')] },
      [trust(root, { StringEquals: { 'sts:ExternalId': 'a' } })],
      undefined,
    ],
    ['only to tag sessions', { identity: [allow('*')] }, [{ ...trust(root), Action: 'sts:TagSession' }], false],
  ])('%s', (_, it, open, truth) => {
    expect(assume(it, open).allowed).toBe(truth);
  });

  it('says what it depends on', () => {
    const it = assume({ identity: [allow('*')] }, [trust(root, { StringEquals: { 'sts:ExternalId': 'a' } })]);
    expect(it.depends).toEqual(['sts:ExternalId (StringEquals a)']);
  });
});

describe('whatever the policies', () => {
  const rank = (truth: Truth): number => (truth === true ? 2 : truth === undefined ? 1 : 0);
  const condition = fc.constantFrom(
    undefined,
    { StringEquals: { 'aws:PrincipalTag/team': 'a' } },
    { StringNotEquals: { 'aws:RequestedRegion': ['eu-central-1', 'eu-west-1'] } },
    { StringEquals: { 'aws:RequestedRegion': 'eu-central-1' } },
    { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
    { BoolIfExists: { 'aws:ViaAWSService': 'false' } },
    { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } },
  );
  const statement = (effect: 'Allow' | 'Deny') =>
    fc
      .record({
        action: fc.constantFrom('*', 'sts:*', 'sts:AssumeRole', 'secretsmanager:Get*', 's3:*'),
        not: fc.boolean(),
        resource: fc.constantFrom(
          '*',
          role,
          secret,
          `arn:aws:iam::${account}:role/s*`,
          `arn:aws:iam::*:role/\${aws:PrincipalTag/team}`,
        ),
        notResource: fc.boolean(),
        condition,
      })
      .map((it) => ({
        Effect: effect,
        [it.not ? 'NotAction' : 'Action']: it.action,
        [it.notResource ? 'NotResource' : 'Resource']: it.resource,
        ...(it.condition === undefined ? {} : { Condition: it.condition }),
      }));
  const statements = fc.array(fc.oneof(statement('Allow'), statement('Deny')), { maxLength: 4 });
  const asked = fc.constantFrom(
    ['sts:AssumeRole', role] as const,
    ['secretsmanager:GetSecretValue', secret] as const,
    ['secretsmanager:GetSecretValue', `arn:aws:secretsmanager:*:${account}:secret:any`] as const,
  );
  const open = [trust({ AWS: account })];
  const both = (it: Made, action: string, resource: string): readonly number[] => [
    rank(can(it, action, resource)),
    rank(assume(it, open).allowed),
  ];

  it('a denial never widens, an allowance never narrows, a boundary never widens', () => {
    fc.assert(
      fc.property(
        statements,
        fc.option(statements, { nil: undefined }),
        statement('Deny'),
        statement('Allow'),
        asked,
        (identity, boundary, denial, allowance, [action, resource]) => {
          const it: Made = { identity, ...(boundary === undefined ? {} : { boundary }) };
          const before = both(it, action, resource);
          const denied = both({ ...it, identity: [...identity, denial] }, action, resource);
          const allowed = both({ ...it, identity: [...identity, allowance] }, action, resource);
          const free = both({ identity }, action, resource);
          for (const [index, one] of before.entries()) {
            expect(denied[index]).toBeLessThanOrEqual(one);
            expect(allowed[index]).toBeGreaterThanOrEqual(one);
            expect(free[index]).toBeGreaterThanOrEqual(one);
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  it('a control of the organisation never widens', () => {
    fc.assert(
      fc.property(statements, statements, asked, (identity, control, [action, resource]) => {
        const controls = [policy('control', control, 'service-control'), target(account, ['control'])];
        const free = rank(can({ identity }, action, resource));
        expect(rank(can({ identity }, action, resource, ...controls))).toBeLessThanOrEqual(free);
      }),
      { numRuns: 100 },
    );
  });
});
