// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { say } from '../inventory/aws/decide.ts';
import { statementsOf } from '../inventory/aws/policy.ts';
import { reviewAws } from './aws.ts';
import { readAwsGrants } from './aws-grants.ts';
import { cloudtrailUses } from './observed-use.ts';

const role = 'arn:aws:iam::111122223333:role/deploy';
const where = { source: 'test', collectedAt: '2026-06-01T00:00:00.000Z', file: 'policy.json' };
const at = 'eu-central-1:111122223333';

interface Call {
  readonly event: readonly [string, string];
  readonly parameters: object;
  /** What IAM is asked for. */
  readonly asks: readonly [string, string];
}

const calls: readonly Call[] = [
  ...['data', 'old'].map((name): Call => {
    const arn = `arn:aws:iam::111122223333:role/${name}`;
    return { event: ['sts', 'AssumeRole'], parameters: { roleArn: arn }, asks: ['sts:AssumeRole', arn] };
  }),
  ...['logs', 'logs-old'].map((bucketName): Call => {
    const asks = ['s3:GetObject', `arn:aws:s3:::${bucketName}/app/1`] as const;
    return { event: ['s3', 'GetObject'], parameters: { bucketName, key: 'app/1' }, asks };
  }),
  {
    event: ['s3', 'ListObjects'],
    parameters: { bucketName: 'logs' },
    asks: ['s3:ListBucket', 'arn:aws:s3:::logs'],
  },
  {
    event: ['secretsmanager', 'GetSecretValue'],
    parameters: { secretId: 'shop/payment' },
    asks: ['secretsmanager:GetSecretValue', `arn:aws:secretsmanager:${at}:secret:shop/payment-AbCdEf`],
  },
  {
    event: ['lambda', 'UpdateFunctionCode20150331v2'],
    parameters: { functionName: `arn:aws:lambda:${at}:function:shop` },
    asks: ['lambda:UpdateFunctionCode', `arn:aws:lambda:${at}:function:shop`],
  },
  { event: ['sqs', 'ListQueues'], parameters: {}, asks: ['sqs:ListQueues', `arn:aws:sqs:${at}:any`] },
];

function record({ event: [source, eventName], parameters }: Call): Readonly<Record<string, unknown>> {
  return {
    eventSource: `${source}.amazonaws.com`,
    eventName,
    awsRegion: 'eu-central-1',
    recipientAccountId: '111122223333',
    userIdentity: { sessionContext: { sessionIssuer: { arn: role } } },
    requestParameters: parameters,
  };
}

function allows(document: object, [action, resource]: Call['asks']): boolean {
  const placed = statementsOf({ Version: '2012-10-17', ...document }, undefined).map((statement) => ({
    statement,
    policy: 'test',
    where,
  }));
  return say(placed, { action, resource, facts: () => undefined }).allowed === true;
}

const statement = fc
  .record({
    action: fc.constantFrom('*', 'sts:*', 's3:Get*', 's3:*', 'secretsmanager:GetSecretValue', 'lambda:*', 'sqs:*'),
    resource: fc.constantFrom(
      '*',
      'arn:aws:iam::111122223333:role/data',
      'arn:aws:iam::*:role/*',
      'arn:aws:s3:::*',
      'arn:aws:s3:::logs',
      'arn:aws:s3:::logs*/*',
      'arn:aws:s3:::logs/app/*',
      'arn:aws:s3:::logs/web/*',
      'arn:aws:s3:::logs*',
      `arn:aws:secretsmanager:${at}:secret:shop/*`,
      `arn:aws:secretsmanager:${at}:secret:shop/payment-??????`,
      `arn:aws:secretsmanager:${at}:secret:shop/payment-AbCdEf`,
      'arn:aws:lambda:*:*:function:*',
    ),
    not: fc.boolean(),
  })
  .map((it) => ({ Effect: 'Allow', Action: it.action, [it.not ? 'NotResource' : 'Resource']: it.resource }));

it('the smaller policy allows every call that was seen and allowed', () => {
  fc.assert(
    fc.property(
      fc.array(statement, { minLength: 1, maxLength: 4 }),
      fc.uniqueArray(fc.constantFrom(...calls), { minLength: 1 }),
      (Statement, seen) => {
        const allowed = seen.filter((it) => allows({ Statement }, it.asks));
        const uses = allowed.flatMap((it) =>
          [...cloudtrailUses(record(it))].map((use) => ({ ...use, count: 1, first: 0, last: 1 })),
        );
        const window = {
          log: 'aws.cloudtrail',
          first: where.collectedAt,
          last: where.collectedAt,
          records: 9,
          missing: [],
        };
        const review = reviewAws(role, uses, window, readAwsGrants({ Statement }, role).get(role));
        const patch = JSON.parse(review?.patch?.text ?? '{}') as object;
        for (const it of allowed) expect([it.asks, allows(patch, it.asks)]).toEqual([it.asks, true]);
      },
    ),
    { numRuns: 1_000 },
  );
});
