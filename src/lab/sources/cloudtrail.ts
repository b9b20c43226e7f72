// SPDX-License-Identifier: Apache-2.0
import { hour, isoSeconds } from '../clock.ts';
import { anyone, type Background, type Lab, labMark } from '../context.ts';
import type { Instance, Person } from '../organisation.ts';
import { placeOf } from '../organisation.ts';
import type { Emission } from '../record.ts';
import {
  hexToCapitals,
  instanceIdentity,
  instanceKey,
  keyId,
  personIdentity,
  workflowIdentity,
} from './cloudtrail-identities.ts';

export interface TrailFields {
  readonly time: number;
  readonly service: string;
  readonly name: string;
  readonly identity: Readonly<Record<string, unknown>>;
  readonly ip: string;
  readonly agent: string;
  readonly readOnly?: boolean;
  readonly request?: unknown;
  readonly response?: unknown;
  readonly error?: readonly [code: string, message: string];
  readonly resources?: readonly Readonly<Record<string, string>>[];
  readonly data?: boolean;
  readonly more?: Readonly<Record<string, unknown>>;
}

/**
 * One CloudTrail record.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export function trailRecord(lab: Lab, fields: TrailFields): Emission {
  const { random, organisation } = lab;
  const id = random.guid();
  const host = `${fields.service}.${organisation.region}.amazonaws.com`;
  return {
    source: 'aws.cloudtrail',
    time: fields.time,
    id,
    record: {
      eventVersion: '1.11',
      userIdentity: fields.identity,
      eventTime: isoSeconds(fields.time),
      eventSource: `${fields.service}.amazonaws.com`,
      eventName: fields.name,
      awsRegion: organisation.region,
      sourceIPAddress: fields.ip,
      userAgent: fields.agent,
      ...(fields.error === undefined ? {} : { errorCode: fields.error[0], errorMessage: fields.error[1] }),
      requestParameters: fields.request ?? null,
      responseElements: fields.response ?? null,
      ...(fields.more ?? {}),
      requestID: random.guid(),
      eventID: id,
      readOnly: fields.readOnly ?? true,
      ...(fields.resources === undefined ? {} : { resources: fields.resources }),
      eventType: 'AwsApiCall',
      managementEvent: fields.data !== true,
      recipientAccountId: organisation.account,
      eventCategory: fields.data === true ? 'Data' : 'Management',
      ...(fields.ip.endsWith('.amazonaws.com')
        ? {}
        : {
            tlsDetails: {
              tlsVersion: 'TLSv1.3',
              cipherSuite: 'TLS_AES_128_GCM_SHA256',
              clientProvidedHostHeader: host,
            },
          }),
      ...labMark,
    },
  };
}

/** A workflow exchanges its OIDC token for a session; gives the key id that later records carry. */
export function assumeWithWebIdentity(
  lab: Lab,
  time: number,
  repository: string,
  ip: string,
): { readonly emission: Emission; readonly key: string } {
  const { account } = lab.organisation;
  const key = keyId('AS', lab.random.capitals(16));
  const subject = `repo:example-org/${repository}:ref:refs/heads/main`;
  const provider = `arn:aws:iam::${account}:oidc-provider/token.actions.githubusercontent.com`;
  const roleArn = `arn:aws:iam::${account}:role/github-deploy-${repository}`;
  return {
    key,
    emission: trailRecord(lab, {
      time,
      service: 'sts',
      name: 'AssumeRoleWithWebIdentity',
      identity: {
        type: 'WebIdentityUser',
        principalId: `${provider}:sts.amazonaws.com:${subject}`,
        userName: subject,
        identityProvider: provider,
      },
      ip,
      agent:
        'aws-sdk-js/3.896.0 ua/2.1 os/linux lang/js md/nodejs#24.8.0 api/sts configure-aws-credentials-for-github-actions',
      request: { roleArn, roleSessionName: 'GitHubActions', durationSeconds: 3600 },
      response: {
        credentials: {
          accessKeyId: key,
          sessionToken: '',
          expiration: isoSeconds(time + hour),
        },
        subjectFromWebIdentityToken: subject,
        assumedRoleUser: {
          assumedRoleId: `AROA${hexToCapitals(lab.organisation.subscription)}G:GitHubActions`,
          arn: `arn:aws:sts::${account}:assumed-role/github-deploy-${repository}/GitHubActions`,
        },
        provider,
        audience: 'sts.amazonaws.com',
      },
      resources: [{ accountId: account, type: 'AWS::IAM::Role', ARN: roleArn }],
    }),
  };
}

const sdk =
  'Boto3/1.40.40 md/Botocore#1.40.40 ua/2.1 os/linux#6.12.40-63.114.amzn2023.x86_64 md/arch#x86_64 lang/python#3.12.11 md/pyimpl#CPython cfg/retry-mode#standard Botocore/1.40.40';
const cli =
  'aws-cli/2.31.3 md/awscrt#0.27.6 ua/2.1 os/macos#25.0.0 md/arch#arm64 lang/python#3.13.7 md/pyimpl#CPython m/E,b,Z cfg/retry-mode#standard md/installer#exe md/prompt#off md/command#';

function fromInstance(lab: Lab, time: number): readonly Emission[] {
  const { random, organisation } = lab;
  const instance = random.pick(organisation.instances);
  const bucket = random.pick(organisation.buckets);
  const first = instanceCredentials(lab, time, instance);
  const common = { time, identity: instanceIdentity(lab, instance, time), ip: instance.publicIp, agent: sdk };
  if (random.chance(0.45)) {
    const key = `year=2026/part-${random.int(10000, 99999)}.parquet`;
    return [
      ...first,
      trailRecord(lab, {
        ...common,
        service: 's3',
        name: random.pick(['GetObject', 'GetObject', 'PutObject', 'HeadObject']),
        request: { bucketName: bucket, Host: `${bucket}.s3.${organisation.region}.amazonaws.com`, key },
        resources: [
          { type: 'AWS::S3::Object', ARN: `arn:aws:s3:::${bucket}/${key}` },
          { accountId: organisation.account, type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::${bucket}` },
        ],
        data: true,
        more: {
          additionalEventData: {
            SignatureVersion: 'SigV4',
            CipherSuite: 'TLS_AES_128_GCM_SHA256',
            bytesTransferredIn: 0,
            AuthenticationMethod: 'AuthHeader',
            'x-amz-id-2': random.base64(57),
            bytesTransferredOut: random.int(200, 900_000),
          },
        },
      }),
    ];
  }
  const [service, name, request] = random.pick([
    [
      'ec2',
      'DescribeInstances',
      {
        instancesSet: {},
        filterSet: { items: [{ name: 'tag:role', valueSet: { items: [{ value: instance.role }] } }] },
      },
    ],
    [
      'secretsmanager',
      'GetSecretValue',
      { secretId: `arn:aws:secretsmanager:${organisation.region}:${organisation.account}:secret:app/${instance.role}` },
    ],
    [
      'ssm',
      'UpdateInstanceInformation',
      {
        instanceId: instance.id,
        agentVersion: '3.3.2746.0',
        agentStatus: 'Active',
        platformType: 'Linux',
        platformName: 'Amazon Linux',
        platformVersion: '2023',
        iPAddress: instance.privateIp,
        computerName: `ip-${instance.privateIp.replaceAll('.', '-')}`,
        agentName: 'amazon-ssm-agent',
      },
    ],
    [
      'kms',
      'Decrypt',
      { encryptionContext: { SecretARN: `app/${instance.role}` }, encryptionAlgorithm: 'SYMMETRIC_DEFAULT' },
    ],
    ['logs', 'CreateLogStream', { logGroupName: `/app/${instance.role}`, logStreamName: instance.id }],
  ] as const);
  return [...first, trailRecord(lab, { ...common, service, name, request, readOnly: name !== 'CreateLogStream' })];
}

/** The record of the credentials that an identity uses, unless the log has it already. */
function issued(lab: Lab, time: number, key: string, make: (credentials: unknown) => TrailFields): readonly Emission[] {
  if (lab.started.has(key)) return [];
  lab.started.add(key);
  return [trailRecord(lab, make({ accessKeyId: key, sessionToken: '', expiration: isoSeconds(time + 6 * hour) }))];
}

function instanceCredentials(lab: Lab, time: number, instance: Instance): readonly Emission[] {
  const { account } = lab.organisation;
  const roleArn = `arn:aws:iam::${account}:role/${instance.role}`;
  return issued(lab, time, instanceKey(instance, time), (credentials) => ({
    time: time - 4000,
    service: 'sts',
    name: 'AssumeRole',
    identity: { type: 'AWSService', invokedBy: 'ec2.amazonaws.com' },
    ip: 'ec2.amazonaws.com',
    agent: 'ec2.amazonaws.com',
    request: { roleArn, roleSessionName: instance.id },
    response: { credentials },
    resources: [{ accountId: account, type: 'AWS::IAM::Role', ARN: roleArn }],
  }));
}

function personCredentials(lab: Lab, time: number, person: Person): readonly Emission[] {
  const { account, tenant } = lab.organisation;
  const { arn, accessKeyId } = personIdentity(lab, person, time);
  return issued(lab, time, String(accessKeyId), (credentials) => ({
    time: time - 4000,
    service: 'sts',
    name: 'AssumeRoleWithSAML',
    identity: {
      type: 'SAMLUser',
      principalId: `${tenant}:${person.mail}`,
      userName: person.mail,
      identityProvider: `https://portal.sso.eu-central-1.amazonaws.com/saml/assertion/${account}`,
    },
    ip: placeOf(lab.organisation, person, time).ip,
    agent: person.device.agent,
    request: {
      principalArn: `arn:aws:iam::${account}:saml-provider/AWSSSO_example_DO_NOT_DELETE`,
      roleSessionName: person.mail,
      durationSeconds: 28_800,
    },
    response: { credentials, assumedRoleUser: { arn }, subject: person.mail, subjectType: 'persistent' },
  }));
}

function fromPipeline(lab: Lab, time: number): readonly Emission[] {
  const { random, organisation } = lab;
  const repository = random.pick(organisation.repositories).name;
  const ip = `192.0.2.${random.int(194, 250)}`;
  const { emission, key } = assumeWithWebIdentity(lab, time, repository, ip);
  const identity = workflowIdentity(lab, repository, key, time);
  return [
    emission,
    ...(['GetAuthorizationToken', 'BatchCheckLayerAvailability', 'PutImage'] as const).map((name, index) =>
      trailRecord(lab, {
        time: time + (index + 1) * random.int(2000, 9000),
        service: 'ecr',
        name,
        identity,
        ip,
        agent: 'docker/28.4.0 go/go1.24.7 git-commit/249d679 kernel/6.11.0-1018-azure os/linux arch/amd64',
        readOnly: name !== 'PutImage',
        request:
          name === 'GetAuthorizationToken' ? {} : { registryId: organisation.account, repositoryName: repository },
      }),
    ),
  ];
}

const humanActions = [
  ['ec2', 'DescribeInstances', { instancesSet: {}, filterSet: {} }],
  ['s3', 'ListBuckets', { Host: 's3.eu-central-1.amazonaws.com' }],
  ['sts', 'GetCallerIdentity', null],
  ['eks', 'DescribeCluster', { name: 'example-prod' }],
  [
    'logs',
    'StartQuery',
    { logGroupName: '/app/web-frontend', queryString: 'HIDDEN_DUE_TO_SECURITY_REASONS', limit: 1000 },
  ],
  ['iam', 'ListRoles', { maxItems: 100 }],
  ['cloudformation', 'DescribeStacks', null],
] as const;

function fromPerson(lab: Lab, time: number): readonly Emission[] {
  const { random } = lab;
  const person = anyone(lab, time, lab.organisation.engineers);
  const [service, name, request] = random.pick(humanActions);
  return [
    ...personCredentials(lab, time, person),
    trailRecord(lab, {
      time,
      service,
      name,
      identity: personIdentity(lab, person, time),
      ip: placeOf(lab.organisation, person, time).ip,
      agent: random.chance(0.5) ? person.device.agent : `${cli}${service}.${name.toLowerCase()}`,
      request,
      ...(random.chance(0.03)
        ? {
            error: [
              'AccessDenied',
              `User: arn:aws:sts::${lab.organisation.account}:assumed-role/Developer/${person.mail} is not authorized to perform: ${service}:${name}`,
            ] as const,
          }
        : {}),
    }),
  ];
}

export const cloudtrail: Background = {
  source: 'aws.cloudtrail',
  weight: 20,
  human: 0.25,
  emit: (lab, time, byHuman) => {
    if (byHuman) return fromPerson(lab, time);
    if (lab.random.chance(0.06)) return fromPipeline(lab, time);
    return fromInstance(lab, time);
  },
};
