// SPDX-License-Identifier: Apache-2.0
// Events of CloudTrail and the IAM actions that they need. Mostly the names are the same; here is where they are not.
// Facts of the AWS Service Authorization Reference and of the CloudTrail user guide.

/** Event sources whose prefix in policies is another one. */
const prefixes: ReadonlyMap<string, string> = new Map([
  ['monitoring', 'cloudwatch'],
  ['email', 'ses'],
  ['tagging', 'tag'],
  ['directconnect', 'directconnect'],
  ['lex', 'lex'],
  ['models.lex', 'lex'],
  ['runtime.lex', 'lex'],
  ['streams.dynamodb', 'dynamodb'],
  ['s3express', 's3express'],
  ['application-insights', 'applicationinsights'],
  ['cognito-idp', 'cognito-idp'],
]);

const renamed: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ['s3:ListObjects', ['s3:ListBucket']],
  ['s3:ListObjectsV2', ['s3:ListBucket']],
  ['s3:HeadBucket', ['s3:ListBucket']],
  ['s3:ListBuckets', ['s3:ListAllMyBuckets']],
  ['s3:ListObjectVersions', ['s3:ListBucketVersions']],
  ['s3:ListMultipartUploads', ['s3:ListBucketMultipartUploads']],
  ['s3:ListParts', ['s3:ListMultipartUploadParts']],
  ['s3:HeadObject', ['s3:GetObject']],
  ['s3:CopyObject', ['s3:GetObject', 's3:PutObject']],
  ['s3:UploadPart', ['s3:PutObject']],
  ['s3:UploadPartCopy', ['s3:GetObject', 's3:PutObject']],
  ['s3:CreateMultipartUpload', ['s3:PutObject']],
  ['s3:CompleteMultipartUpload', ['s3:PutObject']],
  ['s3:DeleteObjects', ['s3:DeleteObject']],
  ['s3:SelectObjectContent', ['s3:GetObject']],
  ['s3:GetBucketEncryption', ['s3:GetEncryptionConfiguration']],
  ['s3:PutBucketEncryption', ['s3:PutEncryptionConfiguration']],
  ['s3:DeleteBucketEncryption', ['s3:PutEncryptionConfiguration']],
  ['s3:GetBucketLifecycle', ['s3:GetLifecycleConfiguration']],
  ['s3:GetBucketLifecycleConfiguration', ['s3:GetLifecycleConfiguration']],
  ['s3:PutBucketLifecycle', ['s3:PutLifecycleConfiguration']],
  ['s3:PutBucketLifecycleConfiguration', ['s3:PutLifecycleConfiguration']],
  ['s3:DeleteBucketLifecycle', ['s3:PutLifecycleConfiguration']],
  ['s3:GetBucketReplication', ['s3:GetReplicationConfiguration']],
  ['s3:PutBucketReplication', ['s3:PutReplicationConfiguration']],
  ['s3:DeleteBucketReplication', ['s3:PutReplicationConfiguration']],
  ['s3:GetBucketCors', ['s3:GetBucketCORS']],
  ['s3:PutBucketCors', ['s3:PutBucketCORS']],
  ['s3:DeleteBucketCors', ['s3:PutBucketCORS']],
  ['s3:DeleteBucketTagging', ['s3:PutBucketTagging']],
  ['s3:GetPublicAccessBlock', ['s3:GetBucketPublicAccessBlock']],
  ['s3:PutPublicAccessBlock', ['s3:PutBucketPublicAccessBlock']],
  ['s3:GetAccelerateConfiguration', ['s3:GetAccelerateConfiguration']],
  ['s3:GetBucketAccelerateConfiguration', ['s3:GetAccelerateConfiguration']],
  ['s3:GetBucketNotificationConfiguration', ['s3:GetBucketNotification']],
  ['s3:PutBucketNotificationConfiguration', ['s3:PutBucketNotification']],
  ['s3:GetObjectLockConfiguration', ['s3:GetBucketObjectLockConfiguration']],
  ['lambda:Invoke', ['lambda:InvokeFunction']],
  ['lambda:InvokeAsync', ['lambda:InvokeFunction']],
  [
    'dynamodb:BatchExecuteStatement',
    ['dynamodb:PartiQLSelect', 'dynamodb:PartiQLUpdate', 'dynamodb:PartiQLInsert', 'dynamodb:PartiQLDelete'],
  ],
  ['bedrock:Converse', ['bedrock:InvokeModel']],
  ['bedrock:ConverseStream', ['bedrock:InvokeModelWithResponseStream']],
]);

/** Calls that need no permission. */
const free: ReadonlySet<string> = new Set(['sts:GetCallerIdentity', 'sts:GetSessionToken', 'sts:GetAccessKeyInfo']);

/** Sources whose events cannot be brought to actions by name. */
const opaque: ReadonlySet<string> = new Set(['apigateway', 'signin', 'execute-api', 'iotdata']);

/**
 * The actions that a call needs: empty where none, undefined where it cannot be told.
 *
 * @param event `SOURCE:EVENT`, as in `s3:ListObjects`
 */
export function actionsOf(event: string): readonly string[] | undefined {
  const colon = event.indexOf(':');
  const source = event.slice(0, colon);
  if (opaque.has(source)) return undefined;
  // Lambda and CloudFront put the version of their API into the name.
  const name = event.slice(colon + 1).replace(/(?:20\d{2}_?[01]\d_?[0-3]\d)(?:v\d+)?$/, '');
  const action = `${prefixes.get(source) ?? source}:${name}`;
  return free.has(action) ? [] : (renamed.get(action) ?? [action]);
}

/** Only in data events, which a trail holds on request; by prefix of the action. */
const dataActions: readonly RegExp[] = [
  /^s3:(?:Get|Put|Delete|Restore|Replicate|Abort|BypassGovernance)(?:Object|Multipart).*$/i,
  /^s3:(?:ListBucket|ListBucketVersions|ListMultipartUploadParts|AbortMultipartUpload)$/i,
  /^s3express:CreateSession$/i,
  /^lambda:InvokeFunction(?:Url)?$/i,
  /^dynamodb:(?:GetItem|PutItem|UpdateItem|DeleteItem|Query|Scan|Batch\w+|PartiQL\w+|TransactGetItems|TransactWriteItems|ConditionCheckItem|GetRecords|GetShardIterator)$/i,
  /^sns:Publish$/i,
  /^sqs:(?:SendMessage|ReceiveMessage|DeleteMessage|ChangeMessageVisibility)$/i,
  /^kinesis:(?:PutRecords?|GetRecords|SubscribeToShard)$/i,
  /^cloudwatch:(?:PutMetricData|GetMetricData|GetMetricStatistics|ListMetrics)$/i,
  /^cognito-identity:GetId$/i,
  /^ssm:(?:PutInventory|UpdateInstanceInformation)$/i,
];

/** Management events that many trails leave out, as there are so many of them. */
const oftenLeftOut: readonly RegExp[] = [
  /^kms:(?:Encrypt|Decrypt|GenerateDataKey\w*|ReEncrypt\w*|Sign|Verify\w*)$/i,
  /^rds-data:.+$/i,
];

/** In no event at all. */
const neverLogged: readonly RegExp[] = [
  /^iam:PassRole$/i,
  /^logs:(?:PutLogEvents|FilterLogEvents|GetLogEvents)$/i,
  /^(?:ec2messages|ssmmessages|rds-db|execute-api|xray|firehose):.+$/i,
  /^kafka-cluster:.+$/i,
  /^iotdata:.+$/i,
];

/** Names of such actions, for policies that grant them by `*`. */
export const unloggedNames: readonly string[] = [
  's3:GetObject',
  's3:PutObject',
  's3:DeleteObject',
  's3:GetObjectVersion',
  's3:GetObjectTagging',
  's3:PutObjectTagging',
  's3:ListBucket',
  's3:ListBucketVersions',
  's3:ListMultipartUploadParts',
  's3:AbortMultipartUpload',
  'lambda:InvokeFunction',
  'dynamodb:GetItem',
  'dynamodb:PutItem',
  'dynamodb:UpdateItem',
  'dynamodb:DeleteItem',
  'dynamodb:Query',
  'dynamodb:Scan',
  'dynamodb:BatchGetItem',
  'dynamodb:BatchWriteItem',
  'sns:Publish',
  'sqs:SendMessage',
  'sqs:ReceiveMessage',
  'sqs:DeleteMessage',
  'sqs:ChangeMessageVisibility',
  'kinesis:PutRecord',
  'kinesis:PutRecords',
  'kinesis:GetRecords',
  'cloudwatch:PutMetricData',
  'cloudwatch:GetMetricData',
  'iam:PassRole',
  'logs:PutLogEvents',
  'logs:GetLogEvents',
  'logs:FilterLogEvents',
  'kms:Decrypt',
  'kms:Encrypt',
  'kms:GenerateDataKey',
];

/** Why CloudTrail would not show the use of an action; undefined where it would. */
export function notLoggedByCloudtrail(
  action: string,
  hasDataEvents: (service: string) => boolean,
  hasEvents: (service: string) => boolean = hasDataEvents,
): string | undefined {
  if (neverLogged.some((it) => it.test(action))) return 'CloudTrail never records it';
  if (dataActions.some((it) => it.test(action)) && !hasDataEvents(action.split(':', 1)[0]?.toLowerCase() ?? '')) {
    return 'a data event, and this trail holds none of the service';
  }
  const service = action.split(':', 1)[0]?.toLowerCase() ?? '';
  if (oftenLeftOut.some((it) => it.test(action)) && !hasEvents(service)) {
    return 'this trail holds no event of the service: trails often leave it out';
  }
  return undefined;
}
