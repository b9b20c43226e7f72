// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { createInventory } from '../create-inventory.ts';
import { account, type Group, principal } from './aws.fixture.ts';
import { policyDocument, statementsOf } from './policy.ts';
import { relateAws } from './relate-aws.ts';

const allow = (Action: string | string[], Resource: string | string[]): object => ({
  Effect: 'Allow',
  Action,
  Resource,
});
const trust = (Principal: object): object => ({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' });
const root = trust({ AWS: account });
const arn = (name: string): string => `arn:aws:iam::${account}:${name}`;

/** Steps as `from relation to`, without what all ids begin with. */
function steps(...groups: readonly Group[]): readonly string[] {
  return [...relateAws(createInventory(groups.flat()))]
    .flatMap((it) => (it.kind === 'relation' ? [`${it.from} ${it.relation} ${it.to}`] : []))
    .map((it) =>
      it
        .replaceAll(`arn:aws:iam::${account}:`, '')
        .replaceAll('aws:role:role', 'role')
        .replaceAll('aws:user:user', 'user'),
    )
    .filter((it) => !/^aws:account:\S+ holds aws:secrets/.test(it));
}

describe('relations', () => {
  it('who may become which role: both sides must agree', () => {
    const found = steps(
      principal('ben', { type: 'user', identity: [allow('sts:AssumeRole', [arn('role/shop'), arn('role/data')])] }),
      principal('eva', { type: 'user', identity: [allow('s3:*', '*')] }),
      principal('shop', { trust: [root] }),
      principal('data', { trust: [trust({ AWS: arn('user/eva') })] }),
    );
    expect(found).toEqual(['user/ben may-become role/shop', 'user/eva may-become role/data']);
  });

  it('chains go on from role to role, and not to oneself', () => {
    const found = steps(
      principal('first', { trust: [root], identity: [allow('sts:AssumeRole', arn('role/*'))] }),
      principal('second', { trust: [trust({ AWS: arn('role/first') })] }),
    );
    expect(found).toEqual(['role/first may-become role/second']);
  });

  it('who may become many roles is one step from all of them', () => {
    const roles = Array.from({ length: 10 }, (_, index) => principal(`r${index}`, { trust: [root] }));
    const users = ['ben', 'eva'].map((name) => principal(name, { type: 'user', identity: [allow('sts:*', '*')] }));
    const found = steps(...roles, ...users);
    expect(found).toHaveLength(12);
    expect(found).toContain(`user/ben may-become aws:roles:${account}`);
    expect(found).toContain(`aws:roles:${account} may-become role/r9`);
  });

  it('who can read which secret, listed or named', () => {
    const secret = `arn:aws:secretsmanager:eu-central-1:${account}:secret:shop/payment`;
    const found = steps(
      principal('web', { identity: [allow('secretsmanager:GetSecretValue', `${secret}-??????`)] }),
      principal('all', { identity: [allow('secretsmanager:*', '*')] }),
      principal('many', { identity: [allow('secretsmanager:*', `${secret.slice(0, -7)}*`)] }),
    );
    expect(found).toEqual([`role/web can-read aws:secret:${secret}`, `role/all can-read aws:secrets:${account}`]);
    const listed = {
      kind: 'resource' as const,
      id: `aws:secret:${secret}-AbCdEf`,
      provider: 'aws' as const,
      where: { source: 'test', collectedAt: '2026-06-01T00:00:00.000Z', file: 'secrets.json' },
      type: 'secret',
      name: 'shop/payment',
    };
    const more = steps(
      listed,
      principal('web', { identity: [allow('secretsmanager:GetSecretValue', `${secret}-??????`)] }),
      principal('many', { identity: [allow('secretsmanager:*', `${secret.slice(0, -7)}*`)] }),
      principal('other', { identity: [allow('secretsmanager:*', `${secret}x-*`)] }),
    );
    expect(more).toEqual([
      `role/web can-read aws:secret:${secret}-AbCdEf`,
      `role/many can-read aws:secret:${secret}-AbCdEf`,
      `role/other can-read aws:secret:${secret}x`,
      `aws:secrets:${account} hosts aws:secret:${secret}-AbCdEf`,
    ]);
  });

  it('passing a named role to a workload, if it is for that service and one can be started', () => {
    const starts = [allow('iam:PassRole', arn('role/batch')), allow('lambda:CreateFunction', '*')];
    const lambda = trust({ Service: 'lambda.amazonaws.com' });
    expect(
      steps(principal('ben', { type: 'user', identity: starts }), principal('batch', { trust: [lambda] })),
    ).toEqual(['user/ben may-become role/batch']);
    const ec2 = trust({ Service: 'ec2.amazonaws.com' });
    expect(steps(principal('ben', { type: 'user', identity: starts }), principal('batch', { trust: [ec2] }))).toEqual(
      [],
    );
    const only = [starts[0] ?? {}];
    expect(steps(principal('ben', { type: 'user', identity: only }), principal('batch', { trust: [lambda] }))).toEqual(
      [],
    );
  });

  it('keys of a named user, the trust of a named role, the code of a named function', () => {
    const where = { source: 'test', collectedAt: '2026-06-01T00:00:00.000Z', file: 'functions.json' };
    const code = `arn:aws:lambda:eu-central-1:${account}:function:shop`;
    const found = steps(
      {
        kind: 'aws.function',
        id: `aws:function:${code}`,
        provider: 'aws',
        where,
        name: 'shop',
        arn: code,
        role: arn('role/shop'),
      },
      principal('shop', {}),
      principal('eva', { type: 'user' }),
      principal('ben', {
        type: 'user',
        identity: [
          allow('iam:CreateAccessKey', arn('user/eva')),
          allow('iam:UpdateAssumeRolePolicy', arn('role/shop')),
          allow('lambda:UpdateFunctionCode', code),
        ],
      }),
    );
    expect(found).toEqual([
      'user/ben can-mint user/eva',
      'user/ben may-become role/shop',
      `user/ben can-change aws:function:${code}`,
      `aws:function:${code} runs-as role/shop`,
      `aws:workloads:${account} hosts aws:function:${code}`,
    ]);
  });
});

it('documents of policies may be URL-encoded; what is none is none', () => {
  const text = encodeURIComponent(
    '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}',
  );
  expect(statementsOf(policyDocument(text) ?? {}, undefined)).toMatchObject([
    { allow: true, actions: ['*'], variables: true },
  ]);
  expect([policyDocument('%E0%A4%A'), policyDocument('x'), policyDocument([])]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
