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
