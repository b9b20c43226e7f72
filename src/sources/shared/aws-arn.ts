// SPDX-License-Identifier: Apache-2.0

/** The parts of an Amazon Resource Name. `resource` is all that follows the account. */
export interface AwsArn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly resource: string;
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
export function awsArn(text: string): AwsArn | undefined {
  const [arn, partition, service, region, account, ...resource] = text.split(':');
  if (arn !== 'arn' || !partition || !service || region === undefined || account === undefined) return undefined;
  return resource.length === 0 ? undefined : { partition, service, region, account, resource: resource.join(':') };
}

/** Name of the session of `arn:aws:sts::<account>:assumed-role/<role>/<session>`. */
export function sessionName(arn: string): string | undefined {
  const [kind, , session] = awsArn(arn)?.resource.split('/') ?? [];
  return kind === 'assumed-role' && session ? session : undefined;
}

/** EC2 names the sessions of an instance profile after the instance; this is that id. */
export function instanceOfSession(session: string | undefined): string | undefined {
  return session !== undefined && /^i-[0-9a-f]{8,17}$/i.test(session) ? session : undefined;
}
