// SPDX-License-Identifier: Apache-2.0
import { hour, isoSeconds } from '../clock.ts';
import type { Lab } from '../context.ts';
import type { Instance, Person } from '../organisation.ts';

/** Access-key ids are put together here, so that nothing key-shaped stands in this file. */
export function keyId(kind: 'AS' | 'AK', rest: string): string {
  return `${kind}IA${rest}`;
}

/** A text's hexadecimal digits as the letters and digits of AWS ids. */
export const hexToCapitals = (text: string): string =>
  text
    .replaceAll('-', '')
    .toUpperCase()
    .replaceAll(/[0189]/g, 'X')
    .slice(0, 16);

/** The key id of an instance's credentials for the six hours that a time lies in. */
export function instanceKey(instance: Instance, time: number): string {
  const turn = Math.floor(time / (6 * hour)) % 997;
  return keyId('AS', hexToCapitals(`${String(turn).padStart(3, '4')}${instance.id.slice(2)}${instance.roleId}`));
}

/** `userIdentity` of credentials that the metadata service gave to an instance; IMDSv2 where `delivery` is "2.0". */
export function instanceIdentity(
  lab: Lab,
  instance: Instance,
  time: number,
  delivery: '1.0' | '2.0' = '2.0',
): Readonly<Record<string, unknown>> {
  const { account } = lab.organisation;
  return {
    type: 'AssumedRole',
    principalId: `${instance.roleId}:${instance.id}`,
    arn: `arn:aws:sts::${account}:assumed-role/${instance.role}/${instance.id}`,
    accountId: account,
    accessKeyId: instanceKey(instance, time),
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId: instance.roleId,
        arn: `arn:aws:iam::${account}:role/${instance.role}`,
        accountId: account,
        userName: instance.role,
      },
      attributes: { creationDate: isoSeconds(Math.floor(time / (6 * hour)) * 6 * hour), mfaAuthenticated: 'false' },
      ec2RoleDelivery: delivery,
    },
  };
}

/** `userIdentity` of a person who came in through the identity centre. */
export function personIdentity(lab: Lab, person: Person, time: number): Readonly<Record<string, unknown>> {
  const { account, region } = lab.organisation;
  const role = person.team === 'it' || person.team === 'platform' ? 'PlatformAdmin' : 'Developer';
  const name = `AWSReservedSSO_${role}_${hexToCapitals(role === 'Developer' ? '4d55aa11bb22cc33' : '5e66bb22cc33dd44').toLowerCase()}`;
  const roleId = `AROA${hexToCapitals(lab.organisation.tenant)}${role === 'Developer' ? 'D' : 'P'}`;
  const signedIn = Math.floor(time / (8 * hour)) * 8 * hour;
  return {
    type: 'AssumedRole',
    principalId: `${roleId}:${person.mail}`,
    arn: `arn:aws:sts::${account}:assumed-role/${name}/${person.mail}`,
    accountId: account,
    accessKeyId: keyId('AS', hexToCapitals(`${(Math.floor(time / (8 * hour)) % 997) + 2000}${person.id}`)),
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId: roleId,
        arn: `arn:aws:iam::${account}:role/aws-reserved/sso.amazonaws.com/${region}/${name}`,
        accountId: account,
        userName: name,
      },
      attributes: { creationDate: isoSeconds(signedIn), mfaAuthenticated: 'false' },
    },
  };
}

/** `userIdentity` of a session that a workflow took with its OIDC token. */
export function workflowIdentity(
  lab: Lab,
  repository: string,
  key: string,
  time: number,
): Readonly<Record<string, unknown>> {
  const { account } = lab.organisation;
  const roleId = `AROA${hexToCapitals(lab.organisation.subscription)}G`;
  return {
    type: 'AssumedRole',
    principalId: `${roleId}:GitHubActions`,
    arn: `arn:aws:sts::${account}:assumed-role/github-deploy-${repository}/GitHubActions`,
    accountId: account,
    accessKeyId: key,
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId: roleId,
        arn: `arn:aws:iam::${account}:role/github-deploy-${repository}`,
        accountId: account,
        userName: `github-deploy-${repository}`,
      },
      webIdFederationData: {
        federatedProvider: `arn:aws:iam::${account}:oidc-provider/token.actions.githubusercontent.com`,
        attributes: {},
      },
      attributes: { creationDate: isoSeconds(time), mfaAuthenticated: 'false' },
    },
  };
}
