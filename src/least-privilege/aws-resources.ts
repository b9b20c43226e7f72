// SPDX-License-Identifier: Apache-2.0
// Which resource a call was about, where CloudTrail tells it for sure. Facts of the CloudTrail user guide and, for which
// actions can be limited to resources, of the Service Authorization Reference.
import { matchesArn, matchesGlob } from '../inventory/aws/glob.ts';
import type { RawRecord } from '../model/event.ts';
import { isObject, readPath, text } from '../sources/shared/read.ts';

interface Place {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}

type Parameters = Readonly<Record<string, unknown>>;

/** An ARN as it is given, or made of a name. */
function named(value: unknown, arn: (name: string) => string): readonly string[] {
  const given = text(value);
  if (given === undefined || /[*?\s]/.test(given) || given.length > 600) return [];
  return [given.startsWith('arn:') ? given : arn(given)];
}

const at = ({ partition, region, account }: Place, service: string, rest: string): string =>
  `arn:${partition}:${service}:${region}:${account}:${rest}`;

type Read = (it: Parameters, place: Place) => readonly string[];

/** By event source: the resources that the parameters of a call name; empty where they name none. */
const byService: ReadonlyMap<string, Read> = new Map<string, Read>([
  [
    's3',
    (it, { partition }) => {
      // Buckets, not objects: the names of objects come and go.
      const bucket = named(it.bucketName, (name) => `arn:${partition}:s3:::${name}`);
      const source = text(it['x-amz-copy-source'])?.replace(/^\//, '').split('/')[0];
      return [...bucket, ...named(source, (name) => `arn:${partition}:s3:::${name}`)];
    },
  ],
  ['sts', (it) => named(it.roleArn, () => '')],
  [
    'secretsmanager',
    // Secrets Manager ends the ARN of a secret with a dash and six characters, which its name does not have.
    (it, place) => named(it.secretId, (name) => at(place, 'secretsmanager', `secret:${name}-??????`)),
  ],
  [
    'ssm',
    (it, place) =>
      [it.name, ...(Array.isArray(it.names) ? it.names : [])].flatMap((one) =>
        // A name may end with a version or a label.
        named(one, (name) => at(place, 'ssm', `parameter/${name.replace(/:[^/:]*$/, '').replace(/^\//, '')}`)),
      ),
  ],
  [
    'lambda',
    (it, place) =>
      named(it.functionName, (name) =>
        at(place, 'lambda', `function:${/^(?:\d{12}:function:)?([\w-]+)/.exec(name)?.[1] ?? name}`),
      ).map((arn) => arn.split(':').slice(0, 7).join(':')),
  ],
  [
    'dynamodb',
    (it, place) => {
      const tables = [it.tableName, ...(isObject(it.requestItems) ? Object.keys(it.requestItems) : [])];
      const own = tables.flatMap((one) => named(one, (name) => at(place, 'dynamodb', `table/${name}`)));
      const index = text(it.indexName);
      return index === undefined || /[*?\s]/.test(index) ? own : own.map((arn) => `${arn}/index/${index}`);
    },
  ],
  [
    'sqs',
    (it) => {
      const [, region, account, name] =
        /^https:\/\/sqs\.([a-z0-9-]+)\.amazonaws\.com\/(\d{12})\/([\w.-]+)$/.exec(text(it.queueUrl) ?? '') ?? [];
      return name === undefined ? [] : [`arn:aws:sqs:${region}:${account}:${name}`];
    },
  ],
  ['sns', (it) => named(it.topicArn, () => '')],
  ['states', (it) => named(it.stateMachineArn ?? it.executionArn, () => '')],
  ['kinesis', (it, place) => named(it.streamARN ?? it.streamName, (name) => at(place, 'kinesis', `stream/${name}`))],
  ['ecr', (it, place) => named(it.repositoryName, (name) => at(place, 'ecr', `repository/${name}`))],
  ['kms', () => []],
]);

/** Types of `resources` entries that are what the call was about. Keys of KMS are named by alias in the parameters. */
const types: ReadonlyMap<string, string> = new Map([
  ['kms', 'AWS::KMS::Key'],
  ['dynamodb', 'AWS::DynamoDB::Table'],
  ['lambda', 'AWS::Lambda::Function'],
  ['sns', 'AWS::SNS::Topic'],
  ['sqs', 'AWS::SQS::Queue'],
  ['sts', 'AWS::IAM::Role'],
]);

/**
 * ARNs of what a call was about: all of them, or none where that is not sure. What a call makes is not what it needs to be
 * allowed on, and most lists are of all there is.
 */
export function resourcesOfCall(record: RawRecord): readonly string[] {
  const service = /^([a-z0-9.-]+)\.amazonaws\.com/.exec(text(record.eventSource) ?? '')?.[1] ?? '';
  const read = byService.get(service);
  if (read === undefined || /^(?:Create|List(?!Object))/.test(text(record.eventName) ?? '')) return [];
  const parameters = isObject(record.requestParameters) ? record.requestParameters : {};
  const account = text(record.recipientAccountId) ?? text(readPath(record, 'userIdentity.accountId'));
  const region = text(record.awsRegion);
  if (account === undefined || region === undefined) return [];
  const partition = region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
  const type = types.get(service);
  const logged = (Array.isArray(record.resources) ? record.resources : []).flatMap((it): readonly string[] => {
    const arn = isObject(it) && it.type === type ? text(it.ARN) : undefined;
    return type === undefined || arn === undefined || !arn.startsWith('arn:') ? [] : [arn];
  });
  const found = [...new Set([...read(parameters, { partition, region, account }), ...logged])].filter(
    (it) => it !== '',
  );
  // An index is named by the parameters only; its table, which `resources` has, is not what is asked for.
  const narrow = found.filter((it) => !found.some((other) => other.startsWith(`${it}/index/`)));
  return narrow.every((it) => /^arn:[\w-]+:[\w-]+:[\w-]*:\d*:[^\s*]+$/.test(it)) ? narrow.toSorted() : [];
}

const objects = /^s3:\w*(?:Object|Multipart)/i;

/** The ARN that an action needs: of the objects of a bucket, or of what the call named. */
export function neededFor(action: string, arn: string): string {
  return /^arn:[\w-]+:s3:::[^/]+$/.test(arn) && objects.test(action) ? `${arn}/*` : arn;
}

/**
 * What is left of a pattern of a policy, if only this ARN is needed of it: the narrower of both. Undefined where the pattern
 * does not cover it.
 */
export function narrowed(pattern: string, arn: string): string | undefined {
  if (pattern === '*') return arn;
  if (!arn.endsWith('/*')) return matchesArn(pattern, arn) ? arn : undefined;
  const [bucket = '', ...rest] = pattern.split('/');
  if (!matchesGlob(bucket, arn.slice(0, -2))) return undefined;
  const own = rest.join('/');
  // A star in the name of the bucket covers its objects too.
  if (rest.length === 0) return bucket.endsWith('*') ? arn : undefined;
  return `${arn.slice(0, -1)}${own === '' ? '*' : own}`;
}
