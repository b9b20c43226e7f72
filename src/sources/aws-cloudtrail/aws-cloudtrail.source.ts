// SPDX-License-Identifier: Apache-2.0
import { project, type Source } from '../../model/source.ts';
import { addressText } from '../shared/address.ts';
import { instanceOfSession, sessionName } from '../shared/aws-arn.ts';
import { firstText, text } from '../shared/read.ts';
import { resourceOf, resourcePaths } from './resource.ts';
import { stageOfCall } from './stages.ts';

const delivery = ['userIdentity.sessionContext.ec2RoleDelivery', 'userIdentity.ec2RoleDelivery'] as const;
const serviceAccount = 'system:serviceaccount:';

/**
 * AWS CloudTrail: management, data and network events.
 *
 * Asking the instance metadata service for a role's credentials makes no event; their later use carries
 * `ec2RoleDelivery` and a session named after the instance.
 */
export const awsCloudtrail: Source = {
  id: 'aws.cloudtrail',
  title: 'AWS CloudTrail',
  documentation:
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html',
  logsources: [{ product: 'aws', service: 'cloudtrail' }],
  shapes: [
    { require: { eventSource: true, eventName: true, userIdentity: true } },
    { require: { eventSource: true, eventName: true, eventVersion: true } },
    { require: { eventSource: true, eventName: true, awsRegion: true } },
  ],
  time: ['eventTime'],
  eventId: ['eventID'],
  lifecycle: [
    project(
      'stage',
      ['eventSource', 'eventName', 'errorCode', 'requestParameters.withDecryption', 'requestParameters.status'],
      ([service, name, error, withDecryption, status]) =>
        stageOfCall(actionOf(service, name) ?? '', { failed: text(error) !== undefined, withDecryption, status }),
      ['issue', 'read', 'grant', 'revoke', 'use'],
    ),
    project('outcome', ['errorCode', 'responseElements.ConsoleLogin'], ([error, login]) =>
      text(error) !== undefined || login === 'Failure' ? 'failure' : 'success',
    ),
    project('action', ['eventSource', 'eventName'], ([service, name]) => actionOf(service, name)),
    project(
      'principal.kind',
      [
        'userIdentity.type',
        // Of all session and user names, only those of instances and of pods tell the kind.
        { path: 'userIdentity.arn', holding: '/i-' },
        { path: 'userIdentity.userName', holding: serviceAccount },
        'userIdentity.invokedBy',
        ...delivery,
      ],
      principalKind,
    ),
    project(
      'principal.id',
      [
        'userIdentity.type',
        'userIdentity.userName',
        'userIdentity.arn',
        'userIdentity.principalId',
        'userIdentity.accountId',
        'userIdentity.invokedBy',
      ],
      ([type, name, ...ids]) => {
        if (type === 'AWSService') return text(ids.at(-1));
        // The name that the cluster knows it by joins this event with the cluster's own log.
        return text(name)?.startsWith(serviceAccount) ? text(name) : firstText(ids);
      },
    ),
    project(
      'principal.name',
      [
        'userIdentity.userName',
        'userIdentity.sessionContext.sessionIssuer.userName',
        'userIdentity.type',
        'userIdentity.invokedBy',
      ],
      ([name, issuer, type, service]) =>
        firstText([text(name)?.replace(serviceAccount, ''), issuer]) ?? (type === 'Root' ? 'root' : text(service)),
    ),
    project(
      'credential.kind',
      // The letters that ids begin with; ids are of capitals and digits, so that others hardly hold them.
      ['AKIA', 'ASIA'].map((holding) => ({ path: 'userIdentity.accessKeyId', holding, only: true as const })),
      ([longLived, temporary]) => {
        if (longLived === true) return 'access-key';
        return temporary === true ? 'session' : undefined;
      },
      ['access-key', 'session'],
    ),
    project('credential.id', ['userIdentity.accessKeyId'], ([key]) => text(key)),
    project(
      'credential.issued',
      [
        'responseElements.credentials.accessKeyId',
        'responseElements.accessKey.accessKeyId',
        'responseElements.serviceSpecificCredential.serviceSpecificCredentialId',
      ],
      firstText,
    ),
    project('network.ip', ['sourceIPAddress'], ([address]) => addressText(address)),
    project('agent.raw', ['userAgent'], ([agent]) => text(agent)),
    project('host.namespace', ['userIdentity.userName'], ([name]) => {
      const username = text(name);
      return username?.startsWith(serviceAccount) ? username.split(':')[2] || undefined : undefined;
    }),
    project(
      'host.instance',
      ['userIdentity.arn', 'userIdentity.invokedBy', 'requestParameters.roleSessionName'],
      ([arn, invokedBy, session]) =>
        instanceOfSession(sessionName(text(arn) ?? '')) ??
        (invokedBy === 'ec2.amazonaws.com' ? instanceOfSession(text(session)) : undefined),
    ),
    project('resource.kind', resourcePaths, (values) => resourceOf(values)?.kind),
    project('resource.id', resourcePaths, (values) => resourceOf(values)?.id),
    project('resource.name', resourcePaths, (values) => resourceOf(values)?.name),
  ],
};

function actionOf(service: unknown, name: unknown): string | undefined {
  const [of, what] = [text(service), text(name)];
  return of === undefined || what === undefined ? undefined : `${of.replace(/\.amazonaws\.com$/, '')}:${what}`;
}

function principalKind([type, arn, name, invokedBy, ...delivered]: readonly unknown[]): string | undefined {
  switch (type) {
    case 'IAMUser':
    case 'Root':
    case 'FederatedUser':
    case 'IdentityCenterUser':
      return 'user';
    case 'AssumedRole':
    case 'Role': {
      const session = instanceOfSession(sessionName(text(arn) ?? ''));
      return session !== undefined || firstText(delivered) !== undefined ? 'instance' : 'role';
    }
    case 'WebIdentityUser':
      return text(name)?.startsWith(serviceAccount) ? 'service-account' : 'federated';
    case 'SAMLUser':
      return 'federated';
    case 'AWSAccount':
      return 'account';
    case 'AWSService':
      return 'system';
    default:
      return text(invokedBy) === undefined ? undefined : 'system';
  }
}
