// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { processorTime } from '../../test/processor-time.ts';
import { readInventory } from '../inventory/read-inventory.ts';
import { coversAction } from './aws.ts';
import { actionsOf } from './aws-actions.ts';
import { type AwsGrants, readAwsGrants } from './aws-grants.ts';
import { by, folder, githubRequests, requests, review } from './review.fixture.ts';
import { reviewAll } from './review-all.ts';
import { usesOfLogs } from './uses-of-logs.ts';

const role = 'arn:aws:iam::111122223333:role/deploy';

function trail(event: string, more: Readonly<Record<string, unknown>> = {}): object {
  const [source, eventName] = event.split(':');
  return {
    eventVersion: '1.11',
    eventTime: '2026-03-02T09:15:00Z',
    eventSource: `${source}.amazonaws.com`,
    eventName,
    awsRegion: 'eu-central-1',
    eventType: 'AwsApiCall',
    eventID: event,
    managementEvent: true,
    eventCategory: 'Management',
    userIdentity: {
      type: 'AssumedRole',
      arn: 'arn:aws:sts::111122223333:assumed-role/deploy/session',
      sessionContext: { sessionIssuer: { type: 'Role', arn: role } },
    },
    ...more,
  };
}

describe('policies of AWS', () => {
  const details = (Action: readonly string[]): ReadonlyMap<string, AwsGrants> =>
    readAwsGrants({
      RoleDetailList: [
        {
          Arn: role,
          RoleName: 'deploy',
          RolePolicyList: [
            {
              PolicyName: 'inline',
              PolicyDocument: encodeURIComponent(
                JSON.stringify({
                  Statement: [
                    { Effect: 'Allow', Action, Resource: '*' },
                    { Effect: 'Deny', Action: 'iam:*', Resource: '*' },
                  ],
                }),
              ),
            },
          ],
          AttachedManagedPolicies: [{ PolicyName: 'Read', PolicyArn: 'arn:aws:iam::aws:policy/Read' }],
        },
      ],
      Policies: [
        {
          Arn: 'arn:aws:iam::aws:policy/Read',
          PolicyVersionList: [
            { IsDefaultVersion: false, Document: {} },
            {
              IsDefaultVersion: true,
              Document: { Statement: { Effect: 'Allow', Action: 'ec2:Describe*', Resource: '*' } },
            },
          ],
        },
      ],
    });

  it('tells used, unused, refused, and what CloudTrail cannot show', async () => {
    const log = [
      trail('lambda:UpdateFunctionCode20150331v2'),
      trail('s3:ListBuckets'),
      trail('ec2:DescribeInstances'),
      trail('iam:CreateUser', { errorCode: 'AccessDenied' }),
      trail('sts:GetCallerIdentity'),
    ];
    const aws = details([
      'lambda:UpdateFunctionCode',
      'lambda:InvokeFunction',
      's3:*',
      'ssm:GetParameter',
      'iam:PassRole',
    ]);
    const [it] = await review({ 'trail.json': log }, {}, role, aws);
    expect(by(it, 'used')).toEqual(['ec2:Describe*', 'lambda:UpdateFunctionCode', 's3:*']);
    expect(by(it, 'unused')).toEqual(['ssm:GetParameter']);
    expect(by(it, 'not-granted')).toEqual(['iam:CreateUser']);
    expect(by(it, 'unknown')).toEqual(
      expect.arrayContaining(['iam:PassRole', 'lambda:InvokeFunction', 's3:GetObject', 's3:ListBucket']),
    );
    const policy = JSON.parse(it?.patch?.text ?? '') as { Statement: { Sid: string; Action: string[] }[] };
    expect(policy.Statement.find((one) => one.Sid === 'Used0')?.Action).toEqual([
      'lambda:UpdateFunctionCode',
      's3:ListAllMyBuckets',
    ]);
    expect(policy.Statement.find((one) => one.Sid === 'KeptNotLogged0')?.Action).toEqual(
      expect.arrayContaining(['iam:PassRole', 's3:GetObject']),
    );
    expect(policy.Statement.find((one) => one.Sid === 'Used1')?.Action).toEqual(['ec2:DescribeInstances']);
    expect(JSON.stringify(policy)).not.toContain('ssm:GetParameter');
  });

  it('with data events of S3, objects that nobody read are unused', async () => {
    const log = [trail('s3:ListObjects', { managementEvent: false, eventCategory: 'Data' }), trail('s3:ListBuckets')];
    const [it] = await review(
      { 'trail.json': log },
      {},
      role,
      details(['s3:GetObject', 's3:ListBucket', 'dynamodb:GetItem']),
    );
    expect(by(it, 'used')).toEqual(['s3:ListBucket']);
    expect(by(it, 'unused')).toEqual(['ec2:Describe*', 's3:GetObject']);
    expect(by(it, 'unknown')).toEqual(['dynamodb:GetItem']);
  });

  it('a trail of writes takes no read away, and one without KMS no decryption', async () => {
    const aws = details(['ec2:*', 'kms:Decrypt', 'sqs:CreateQueue']);
    const [it] = await review({ 'trail.json': [trail('ec2:RunInstances', { readOnly: false })] }, {}, role, aws);
    expect(by(it, 'used')).toEqual(['ec2:*']);
    expect(by(it, 'unused')).toEqual(['sqs:CreateQueue']);
    expect(by(it, 'unknown')).toEqual([
      'ec2:BatchGet*',
      'ec2:Describe*',
      'ec2:Describe*',
      'ec2:Get*',
      'ec2:List*',
      'kms:Decrypt',
    ]);
    const [other] = await review({ 'trail.json': [trail('kms:ListKeys')] }, {}, role, aws);
    expect(by(other, 'unused')).toEqual(['ec2:*', 'ec2:Describe*', 'kms:Decrypt', 'sqs:CreateQueue']);
  });

  it('an event whose action cannot be told keeps what is granted of its service', async () => {
    const [it] = await review(
      { 'trail.json': [trail('apigateway:CreateRestApi'), trail('s3:ListBuckets')] },
      {},
      role,
      details(['*']),
    );
    const policy = JSON.parse(it?.patch?.text ?? '') as { Statement: { Sid: string; Action: string[] }[] };
    expect(policy.Statement.find((one) => one.Sid === 'KeptNotLogged0')?.Action).toEqual(
      expect.arrayContaining(['apigateway:*', 'iam:PassRole']),
    );
  });

  const narrowed = async (Statement: readonly object[], log: readonly object[]) => {
    const aws = readAwsGrants({ Statement }, role);
    const [it] = await review({ 'trail.json': log }, {}, role, aws);
    const policy = JSON.parse(it?.patch?.text ?? '') as { Statement: { Action: string[]; Resource: unknown }[] };
    return { rows: it?.rows ?? [], policy: policy.Statement.map((one) => [one.Action, one.Resource]) };
  };
  const allow = (Action: string | string[], Resource: string | string[] = '*') => ({
    Effect: 'Allow',
    Action,
    Resource,
  });
  const place = { recipientAccountId: '111122223333', awsRegion: 'eu-central-1' };
  const call = (event: string, requestParameters: object, resources: readonly object[] = [], more: object = {}) =>
    trail(event, { ...place, requestParameters, resources, ...more });

  it('narrows resources where every call named one', async () => {
    const key = 'arn:aws:kms:eu-central-1:111122223333:key/0aa0aa0a-1111-4222-8333-444455556666';
    const { policy, rows } = await narrowed(
      [
        allow([
          'secretsmanager:GetSecretValue',
          'dynamodb:*',
          'sts:AssumeRole',
          'lambda:UpdateFunctionCode',
          'kms:Decrypt',
        ]),
      ],
      [
        call('secretsmanager:GetSecretValue', { secretId: 'shop/payment' }),
        call('dynamodb:Query', { tableName: 'orders', indexName: 'by-day' }, [], { managementEvent: false }),
        call('dynamodb:DescribeTable', { tableName: 'orders' }),
        call('sts:AssumeRole', { roleArn: 'arn:aws:iam::111122223333:role/data' }),
        call('lambda:UpdateFunctionCode20150331v2', { functionName: 'shop' }),
        call('kms:Decrypt', {}, [{ type: 'AWS::KMS::Key', ARN: key }]),
      ],
    );
    expect(policy.slice(0, 6)).toEqual([
      [['dynamodb:DescribeTable'], ['arn:aws:dynamodb:eu-central-1:111122223333:table/orders']],
      [['dynamodb:Query'], ['arn:aws:dynamodb:eu-central-1:111122223333:table/orders/index/by-day']],
      [['kms:Decrypt'], [key]],
      [['lambda:UpdateFunctionCode'], ['arn:aws:lambda:eu-central-1:111122223333:function:shop']],
      [
        ['secretsmanager:GetSecretValue'],
        ['arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop/payment-??????'],
      ],
      [['sts:AssumeRole'], ['arn:aws:iam::111122223333:role/data']],
    ]);
    expect(rows.find((it) => it.permission === 'sts:AssumeRole')?.why).toContain(
      'on arn:aws:iam::111122223333:role/data',
    );
  });

  it('buckets, not objects; copies need both; a policy that is narrower stays so', async () => {
    const data = { managementEvent: false, eventCategory: 'Data' };
    const { policy } = await narrowed(
      [allow('s3:*'), allow('s3:GetObject', ['arn:aws:s3:::logs/app/*', 'arn:aws:s3:::logs/web/*'])],
      [
        call('s3:GetObject', { bucketName: 'logs', key: 'app/1' }, [], data),
        call('s3:CopyObject', { bucketName: 'shop', key: 'a', 'x-amz-copy-source': '/from/b%20c' }, [], data),
        call('s3:ListObjects', { bucketName: 'logs' }, [], data),
      ],
    );
    const both = ['arn:aws:s3:::from/*', 'arn:aws:s3:::shop/*'];
    expect(policy).toEqual(
      expect.arrayContaining([
        [['s3:GetObject'], ['arn:aws:s3:::from/*', 'arn:aws:s3:::logs/*', 'arn:aws:s3:::shop/*']],
        [['s3:ListBucket'], ['arn:aws:s3:::logs']],
        [['s3:PutObject'], both],
        [['s3:GetObject'], ['arn:aws:s3:::logs/app/*', 'arn:aws:s3:::logs/web/*']],
      ]),
    );
  });

  it('a statement whose resources nobody used is not used', async () => {
    const { rows, policy } = await narrowed(
      [
        allow('sts:AssumeRole', 'arn:aws:iam::111122223333:role/data'),
        allow('sts:AssumeRole', 'arn:aws:iam::111122223333:role/old'),
      ],
      [call('sts:AssumeRole', { roleArn: 'arn:aws:iam::111122223333:role/data' })],
    );
    expect(rows.map((it) => [it.standing, it.scope])).toEqual([
      ['used', 'arn:aws:iam::111122223333:role/data'],
      ['unused', 'arn:aws:iam::111122223333:role/old'],
    ]);
    expect(policy).toEqual([[['sts:AssumeRole'], ['arn:aws:iam::111122223333:role/data']]]);
  });

  it('what is not sure stays, and says why', async () => {
    const named = call('sts:AssumeRole', { roleArn: 'arn:aws:iam::111122223333:role/data' });
    const some = await narrowed([allow('sts:AssumeRole')], [named, call('sts:AssumeRole', {})]);
    expect(some.policy).toEqual([[['sts:AssumeRole'], ['*']]]);
    expect(some.rows[0]?.why).toContain('unknown: 1 of 2 calls name none');
    const own = `arn:aws:iam::*:role/\${aws:PrincipalTag/team}`;
    const open = await narrowed([allow('sts:AssumeRole'), allow('sts:*', own)], [named]);
    expect(open.policy[0]).toEqual([['sts:AssumeRole'], ['*']]);
    const lost = await narrowed([allow('sts:AssumeRole', 'arn:aws:iam::111122223333:role/x*')], [named]);
    expect(lost.policy).toEqual([[['sts:AssumeRole'], ['arn:aws:iam::111122223333:role/x*']]]);
    const made = await narrowed([allow('dynamodb:*')], [call('dynamodb:CreateTable', { tableName: 'a' })]);
    expect(made.policy[0]).toEqual([['dynamodb:CreateTable'], ['*']]);
    const many = Array.from({ length: 40 }, (_, index) =>
      call('secretsmanager:GetSecretValue', { secretId: `s${index}` }),
    );
    const kept = await narrowed([allow('secretsmanager:GetSecretValue')], many);
    expect(kept.policy).toEqual([[['secretsmanager:GetSecretValue'], ['*']]]);
    expect(kept.rows[0]?.why).toContain('40 were used');
  });

  it('brings events to actions', () => {
    expect(actionsOf('s3:HeadObject')).toEqual(['s3:GetObject']);
    expect(actionsOf('monitoring:PutMetricAlarm')).toEqual(['cloudwatch:PutMetricAlarm']);
    expect(actionsOf('cloudfront:CreateDistribution2020_05_31')).toEqual(['cloudfront:CreateDistribution']);
    expect(actionsOf('sts:GetCallerIdentity')).toEqual([]);
    expect(actionsOf('apigateway:CreateRestApi')).toBeUndefined();
  });

  it('patterns cover as IAM does, in linear time', () => {
    expect([
      coversAction('s3:Get*', 's3:getobject'),
      coversAction('*', 'a:b'),
      coversAction('ec2:Describe?nstances', 'ec2:DescribeInstances'),
      coversAction('s3:Get', 's3:GetObject'),
    ]).toEqual([true, true, true, false]);
    expect(processorTime(1500, () => void coversAction(`${'*a'.repeat(2000)}b`, 'a'.repeat(5000)))).toBeLessThan(1500);
  });
});

const reference = process.env.TOKENWARD_REFERENCE_DATA ?? join(import.meta.dirname, '../../../shared/data');
const real = join(reference, 'logs/aws-cloudtrail-invictus');

describe('files that are no logs', () => {
  it('a template among the logs is one problem, not one a line', async () => {
    const template = '{{- if .Values.serviceAccount }}\nkind: ServiceAccount\nmetadata:\n  name: cart\n{{- end }}\n';
    const { problems } = await usesOfLogs(['.'], { cwd: folder({ 'chart/templates/account.yaml': template }) });
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toContain('4 more of the file cannot be read either');
  });
});

describe.skipIf(!existsSync(real))('real logs', () => {
  it('CloudTrail of an attack simulation: each call of the identities is accounted for', async () => {
    const observed = await usesOfLogs([real]);
    expect(observed.windows.get('aws.cloudtrail')?.records).toBeGreaterThan(2000);
    const { inventory } = await readInventory(['.'], { cwd: folder({}) });
    const reviews = reviewAll({ observed, inventory, aws: new Map(), requests, githubRequests });
    const rows = reviews.flatMap((it) => it.rows);
    expect(rows.length).toBeGreaterThan(100);
    expect(rows.filter((it) => it.standing === 'used' || it.standing === 'unused')).toEqual([]);
  });
});
