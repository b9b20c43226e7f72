// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { awsArn, instanceOfSession, sessionName } from './aws-arn.ts';

test('the parts of an ARN', () => {
  expect(awsArn('arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/db')).toEqual({
    partition: 'aws',
    service: 'secretsmanager',
    region: 'eu-west-1',
    account: '111122223333',
    resource: 'secret:prod/db',
  });
  expect(awsArn('arn:aws:s3:::bucket/key')?.resource).toBe('bucket/key');
  expect([awsArn(''), awsArn('arn:aws:iam'), awsArn('urn:aws:iam::1:root')]).toEqual([undefined, undefined, undefined]);
});

test('the session of an assumed role', () => {
  expect(sessionName('arn:aws:sts::111122223333:assumed-role/web/i-0123456789abcdef0')).toBe('i-0123456789abcdef0');
  expect(sessionName('arn:aws:iam::111122223333:role/web')).toBeUndefined();
  expect(sessionName('arn:aws:sts::111122223333:assumed-role/web')).toBeUndefined();
});

test('an instance as session', () => {
  expect(instanceOfSession('i-0123456789abcdef0')).toBe('i-0123456789abcdef0');
  expect([instanceOfSession('i-am-a-person'), instanceOfSession('deploy'), instanceOfSession(undefined)]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
