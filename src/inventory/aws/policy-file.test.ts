// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { readFiles } from '../ci/testing/read-files.ts';

const policy = (...Statement: readonly object[]): string => JSON.stringify({ Version: '2012-10-17', Statement });
const allow = (Action: string, Resource: string): object => ({ Effect: 'Allow', Action, Resource });
const trusts = (Principal: unknown): object => ({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' });

describe('policies in files of their own', () => {
  it('that give rights stand for whoever gets them', async () => {
    const { inventory, problems } = await readFiles({
      'iam/admin.json': policy(allow('*', '*')),
      'iam/passing.json': policy(allow('iam:PassRole', 'arn:aws:iam::111122223333:role/*')),
      'iam/reader.json': policy(allow('s3:GetObject', 'arn:aws:s3:::shop/*')),
    });
    expect(problems).toEqual([]);
    expect(inventory.of('aws.principal').map((it) => [it.type, it.name, it.unresolved])).toEqual([
      ['policy', 'admin.json', []],
      ['policy', 'passing.json', []],
      ['policy', 'reader.json', []],
    ]);
    const powers = inventory.of('aws.power').map((it) => `${it.policy} ${it.power}`);
    expect(powers).toContain('admin.json everything');
    expect(powers.filter((it) => it.startsWith('reader.json'))).toEqual([]);
    expect(inventory.of('identity')).toEqual([]);
  });

  it('that let principals in are those of roles, of which nothing else is known', async () => {
    const { inventory } = await readFiles({ 'trust.json': policy(trusts({ AWS: '*' })) });
    expect(inventory.of('aws.admission').map((it) => it.who)).toContain('anyone');
    expect(inventory.of('aws.principal')[0]?.unresolved).toHaveLength(1);
  });

  it('that are of something else, or give nothing, are no roles', async () => {
    const { inventory, problems } = await readFiles({
      'bucket.json': policy({ ...trusts('*'), Action: 's3:GetObject', Resource: 'arn:aws:s3:::shop/*' }),
      'scp/full.json': policy(allow('*', '*')),
      'permissions-boundary.json': policy(allow('*', '*')),
      'other.json': '{"Version": "2012-10-17", "Statement": [3, {"Effect": "Allow"}, null]}',
    });
    expect(problems).toEqual([]);
    expect(inventory.of('aws.power')).toEqual([]);
    expect(inventory.of('aws.principal').map((it) => it.name)).toEqual(['other.json']);
  });

  it('with values that are filled in later are not known', async () => {
    const { inventory } = await readFiles({
      'trust.json': policy(trusts({ AWS: `\${partner_account}` })),
      'rights.json': policy(allow('s3:GetObject', `\${bucket}`)),
      'own.json': policy(allow('s3:GetObject', `arn:aws:s3:::shop/\${aws:username}/*`)),
    });
    const by = new Map(inventory.of('aws.principal').map((it) => [it.name, it]));
    expect(by.get('trust.json')?.trust).toBeUndefined();
    expect(inventory.collected('aws.principal', 'aws')).toBe('partial');
    expect(by.get('rights.json')?.unresolved).toEqual(['values that are filled in later']);
    expect(by.get('own.json')?.unresolved).toEqual([]);
  });
});
