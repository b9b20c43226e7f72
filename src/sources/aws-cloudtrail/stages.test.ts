// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { stageOfCall } from './stages.ts';

const call = { failed: false, withDecryption: undefined, status: undefined };

test.each([
  ['sts:GetSessionToken', {}, 'issue'],
  ['sts:AssumeRole', { failed: true }, 'use'],
  ['ssm:GetParameter', { withDecryption: true }, 'read'],
  ['ssm:GetParameter', { withDecryption: false }, 'use'],
  ['ssm:GetParameter', { withDecryption: 'true' }, 'use'],
  ['secretsmanager:BatchGetSecretValue', { failed: true }, 'read'],
  ['iam:UpdateAccessKey', { status: 'Active' }, 'grant'],
  ['iam:UpdateAccessKey', { status: 'Inactive' }, 'revoke'],
  ['iam:UpdateAssumeRolePolicy', {}, 'grant'],
  ['s3:GetObject', {}, 'use'],
])('%s %j → %s', (action, differs, stage) => expect(stageOfCall(action, { ...call, ...differs })).toBe(stage));
