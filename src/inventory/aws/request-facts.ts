// SPDX-License-Identifier: Apache-2.0
// What is known of the requests that a holder of somebody's credentials makes: direct calls, from anywhere.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
import type { AwsPrincipal } from '../../model/inventory/aws.ts';
import { type Facts, factsOf, type KeyState } from './facts.ts';

const absent: readonly KeyState[] = [undefined];

function is(...values: readonly string[]): readonly KeyState[] {
  return [values];
}

export interface Known {
  /** The account's organisation, where an export tells. */
  readonly organization?: string;
  /** Whether a user has a second factor, where the credential report tells. */
  readonly mfa?: boolean;
}

/** What every direct call has in common, whoever makes it. */
const direct: Readonly<Record<string, readonly KeyState[]>> = {
  'aws:PrincipalIsAWSService': is('false'),
  'aws:PrincipalServiceName': absent,
  'aws:PrincipalServiceNamesList': absent,
  'aws:ViaAWSService': is('false'),
  'aws:CalledVia': absent,
  'aws:CalledViaFirst': absent,
  'aws:CalledViaLast': absent,
  'aws:SourceAccount': absent,
  'aws:SourceArn': absent,
  'aws:SourceOrgID': absent,
  'aws:SourceOrgPaths': absent,
  'aws:SecureTransport': is('true'),
};

/** Facts on whoever asks, by ARN: also for principals that only a policy names. */
export function callerFacts(arn: string, organization: string | undefined): Facts {
  const account = arn.split(':')[4] ?? '';
  return factsOf({
    ...direct,
    'aws:PrincipalArn': is(arn),
    ...(account === '' ? {} : { 'aws:PrincipalAccount': is(account) }),
    ...(organization === undefined ? {} : { 'aws:PrincipalOrgID': is(organization) }),
  });
}

/** Facts on a user or role. Times are those of the export: a thief comes soon after it. */
export function principalFacts(it: AwsPrincipal, known: Known): Facts {
  const now = it.where.collectedAt;
  const user = it.type === 'user';
  const own = factsOf(
    {
      'aws:PrincipalType': is(user ? 'User' : 'AssumedRole'),
      'aws:username': user ? is(it.name) : absent,
      'aws:CurrentTime': is(now),
      'aws:EpochTime': is(`${Math.floor(Date.parse(now) / 1000)}`),
      // Keys of users are issued once and for all; sessions of roles are new.
      ...(user ? {} : { 'aws:TokenIssueTime': is(now) }),
      ...(user && known.mfa === false
        ? { 'aws:MultiFactorAuthPresent': [undefined, ['false']], 'aws:MultiFactorAuthAge': absent }
        : {}),
    },
    callerFacts(it.arn, known.organization),
  );
  const tags = user ? it.tags : undefined;
  if (tags === undefined) return own;
  const lower = new Map(Object.entries(tags).map(([key, value]) => [key.toLowerCase(), value]));
  // Sessions of roles may carry tags of their own; those of users may not.
  return (key) => {
    if (!key.startsWith('aws:principaltag/')) return own(key);
    const value = lower.get(key.slice('aws:principaltag/'.length));
    return value === undefined ? absent : is(value);
  };
}

/** Facts on what is asked for, before those on the caller. */
export function resourceFacts(
  resource: string,
  region: string | undefined,
  tags: Readonly<Record<string, string>> | undefined,
  others: Facts,
): Facts {
  const account = resource.split(':')[4] ?? '';
  const accounts = /^\d{12}$/.test(account) ? is(account) : undefined;
  const places = region === undefined ? undefined : is(region);
  const own: Facts = (key) => {
    if (key === 'aws:resourceaccount' && accounts !== undefined) return accounts;
    return key === 'aws:requestedregion' && places !== undefined ? places : others(key);
  };
  if (tags === undefined) return own;
  const lower = new Map(Object.entries(tags).map(([key, value]) => [key.toLowerCase(), value]));
  return (key) => {
    const name = /^(?:aws|iam):resourcetag\/(.+)$/.exec(key)?.[1];
    if (name === undefined) return own(key);
    const value = lower.get(name);
    return value === undefined ? absent : is(value);
  };
}

/** Where calls of IAM and of other services of the whole account count as made. */
export const globalRegion = 'us-east-1';

/** Regions that a caller can choose from; those of China and the government are in partitions of their own. */
export const regions: Readonly<Record<string, readonly string[]>> = {
  aws: [
    globalRegion,
    'us-east-2',
    'us-west-1',
    'us-west-2',
    'af-south-1',
    'ap-east-1',
    'ap-northeast-1',
    'ap-northeast-2',
    'ap-northeast-3',
    'ap-south-1',
    'ap-south-2',
    'ap-southeast-1',
    'ap-southeast-2',
    'ap-southeast-3',
    'ap-southeast-4',
    'ca-central-1',
    'ca-west-1',
    'eu-central-1',
    'eu-central-2',
    'eu-north-1',
    'eu-south-1',
    'eu-south-2',
    'eu-west-1',
    'eu-west-2',
    'eu-west-3',
    'il-central-1',
    'me-central-1',
    'me-south-1',
    'mx-central-1',
    'sa-east-1',
  ],
  'aws-cn': ['cn-north-1', 'cn-northwest-1'],
  'aws-us-gov': ['us-gov-west-1', 'us-gov-east-1'],
};
