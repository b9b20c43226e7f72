// SPDX-License-Identifier: Apache-2.0
// Powers over tokens and roles that IAM policies can give. The action names and what they allow: AWS's Service Authorization
// Reference; that these combinations raise privileges is documented by AWS for iam:PassRole and published widely for the rest.
import type { AwsPrincipal } from '../../model/inventory/aws.ts';
import type { AwsPower } from '../../model/inventory/aws-policies.ts';
import { type Access, type Decision, type Extra, refused } from './access.ts';
import { instanceOf } from './glob.ts';

/** A name that no policy has: what is allowed on it is allowed on all that are not named. */
const unnamed = 'zq7-unnamed-9x';

interface Step {
  readonly action: string;
  /** The resource without partition, with {region} and {account} to be filled in; absent: the step needs no certain one. */
  readonly on?: string;
  readonly extra?: Extra;
}

type Way = readonly Step[];

interface PowerDefinition {
  readonly id: string;
  /** Any of these; all steps of one must be allowed. */
  readonly ways: readonly Way[];
  /** The same over the principal itself. */
  readonly own?: (it: AwsPrincipal) => readonly Way[];
}

const administrator: Extra = { 'iam:PolicyARN': [['arn:aws:iam::aws:policy/AdministratorAccess']] };
/** Nobody asks for a boundary where none was asked for: whether one is on others is not known. */
const iam = (type: string, actions: readonly string[], extra: Extra = {}): readonly Way[] =>
  actions.map((action) => [{ action: `iam:${action}`, on: `iam::{account}:${type}/${unnamed}`, extra }]);

function onItself(it: AwsPrincipal): readonly Way[] {
  const boundary: Extra = {
    ...administrator,
    'iam:PermissionsBoundary': [it.boundary === undefined ? undefined : [it.boundary.replace('aws:policy:', '')]],
  };
  const on = (arn: string, ...actions: readonly string[]): readonly Way[] =>
    actions.map((action) => [{ action: `iam:${action}`, on: arn.split(':').slice(2).join(':'), extra: boundary }]);
  const managed = it.policies.flatMap((id) => {
    const arn = id.slice('aws:policy:'.length);
    return /^arn:[^:]+:iam::\d{12}:policy\/[^#]+$/.test(arn) ? [arn] : [];
  });
  return [
    ...(it.type === 'user'
      ? on(it.arn, 'AttachUserPolicy', 'PutUserPolicy')
      : on(it.arn, 'AttachRolePolicy', 'PutRolePolicy')),
    ...(it.groups ?? []).flatMap((arn) => on(arn, 'AttachGroupPolicy', 'PutGroupPolicy')),
    ...managed.flatMap((arn) => on(arn, 'CreatePolicyVersion', 'SetDefaultPolicyVersion')),
  ];
}

/** Services that run as a role that is passed to them: the action that makes them, and who asks for the role. */
export const passing: readonly { readonly action: string; readonly service: string }[] = [
  { action: 'ec2:RunInstances', service: 'ec2.amazonaws.com' },
  { action: 'lambda:CreateFunction', service: 'lambda.amazonaws.com' },
  { action: 'ecs:RunTask', service: 'ecs-tasks.amazonaws.com' },
  { action: 'ecs:RegisterTaskDefinition', service: 'ecs-tasks.amazonaws.com' },
  { action: 'cloudformation:CreateStack', service: 'cloudformation.amazonaws.com' },
  { action: 'glue:CreateJob', service: 'glue.amazonaws.com' },
  { action: 'sagemaker:CreateNotebookInstance', service: 'sagemaker.amazonaws.com' },
  { action: 'codebuild:CreateProject', service: 'codebuild.amazonaws.com' },
  { action: 'datapipeline:CreatePipeline', service: 'datapipeline.amazonaws.com' },
];

export function passedTo(service: string): Extra {
  return { 'iam:PassedToService': [[service]] };
}

const anything = 'any-service:{region}:{account}:any/zq7-unnamed-9x';

export const powerDefinitions: readonly PowerDefinition[] = [
  {
    id: 'everything',
    ways: [
      [
        // An action that no service has: only a star over everything covers it.
        { action: 'any-service:AnyAction', on: anything },
        ...['AttachUserPolicy', 'CreateAccessKey'].map((action) => ({
          action: `iam:${action}`,
          on: `iam::{account}:user/${unnamed}`,
          extra: administrator,
        })),
        { action: 'sts:AssumeRole', on: `iam::{account}:role/${unnamed}` },
      ],
    ],
  },
  {
    id: 'raise-own-rights',
    ways: [
      ...iam('user', ['AttachUserPolicy', 'PutUserPolicy'], administrator),
      ...iam('group', ['AttachGroupPolicy', 'PutGroupPolicy', 'AddUserToGroup'], administrator),
      ...iam('role', ['AttachRolePolicy', 'PutRolePolicy', 'UpdateAssumeRolePolicy'], administrator),
      ...iam('policy', ['CreatePolicyVersion', 'SetDefaultPolicyVersion']),
    ],
    own: onItself,
  },
  { id: 'mint-credentials', ways: iam('user', ['CreateAccessKey', 'CreateLoginProfile', 'UpdateLoginProfile']) },
  { id: 'assume-any-role', ways: [[{ action: 'sts:AssumeRole', on: `iam::{account}:role/${unnamed}` }]] },
  {
    id: 'pass-role',
    ways: passing.map(({ action, service }) => [
      { action: 'iam:PassRole', on: `iam::{account}:role/${unnamed}`, extra: passedTo(service) },
      { action },
    ]),
  },
  {
    id: 'run-in-workloads',
    ways: [
      [{ action: 'ssm:SendCommand', on: `ec2:{region}:{account}:instance/i-${unnamed}` }],
      [{ action: 'ssm:StartSession', on: `ec2:{region}:{account}:instance/i-${unnamed}` }],
      [{ action: 'lambda:UpdateFunctionCode', on: `lambda:{region}:{account}:function:${unnamed}` }],
      [{ action: 'ecs:ExecuteCommand', on: `ecs:{region}:{account}:cluster/${unnamed}` }],
      [{ action: 'ecs:ExecuteCommand', on: `ecs:{region}:{account}:task/${unnamed}/${unnamed}` }],
    ],
  },
  {
    id: 'read-secrets',
    // BatchGetSecretValue needs GetSecretValue for each secret, and gives nothing without it.
    ways: [
      [{ action: 'secretsmanager:GetSecretValue', on: `secretsmanager:{region}:{account}:secret:${unnamed}-zq7xyz` }],
      ...['GetParameter', 'GetParameters', 'GetParametersByPath'].map(
        (name): Way => [{ action: `ssm:${name}`, on: `ssm:{region}:{account}:parameter/${unnamed}` }],
      ),
    ],
  },
];

/** The ARN of a step for a principal. */
function arnOf(on: string, it: AwsPrincipal): string {
  const partition = it.arn.split(':')[1] ?? 'aws';
  return `arn:${partition}:${on.replace('{region}', '*').replace('{account}', it.account)}`;
}

/** Whether an action is allowed on anything at all: what it makes may have any name that is allowed. */
export function canSomewhere(access: Access, it: AwsPrincipal, action: string): Decision {
  let best = refused;
  for (const { statement } of access.grants(it, action)) {
    for (const pattern of statement.notResources.length > 0 ? ['*'] : statement.resources) {
      const name = pattern === '*' ? arnOf(anything, it) : instanceOf(pattern.replace(/\$\{[^}]*\}/g, it.name));
      const found = access.can(it, action, name);
      if (found.allowed === true) return found;
      if (found.allowed === undefined && best.allowed === false) best = found;
    }
  }
  return best;
}

interface Found extends Decision {
  readonly action: string;
}

/** The way that is surest; the answer of a way is that of its least sure step. */
function bestWay(access: Access, it: AwsPrincipal, ways: readonly Way[]): Found | undefined {
  let best: Found | undefined;
  for (const way of ways) {
    let worst: Found | undefined;
    for (const { action, on, extra } of way) {
      const found = on === undefined ? canSomewhere(access, it, action) : access.can(it, action, arnOf(on, it), extra);
      if (found.allowed === false) {
        worst = undefined;
        break;
      }
      if (worst === undefined || found.allowed === undefined) worst = { ...found, action };
    }
    if (worst?.allowed === true) return worst;
    best ??= worst;
  }
  return best;
}

/** The powers of a principal. `everything` stands for all others. */
export function powersOf(access: Access, it: AwsPrincipal): readonly AwsPower[] {
  const powers: AwsPower[] = [];
  let onlySurer = false;
  for (const { id, ways, own } of powerDefinitions) {
    const wide = bestWay(access, it, ways);
    const self = wide?.allowed === true || own === undefined ? undefined : bestWay(access, it, own(it));
    const found = self?.allowed === true || wide === undefined ? self : wide;
    if (found?.by === undefined || (onlySurer && found.allowed !== true)) continue;
    if (id === 'everything' && found.by.statement.notActions.length > 0) continue;
    const { statement, policy, where } = found.by;
    powers.push({
      kind: 'aws.power',
      id: `aws:power:${it.arn} ${id}`,
      provider: 'aws',
      where: statement.path === undefined ? where : { ...where, path: statement.path },
      principal: it.id,
      power: id,
      action: found.action,
      policy,
      own: found === self,
      depends: found.allowed === true ? [] : found.depends,
    });
    if (id === 'everything' && found.allowed === true) break;
    if (id === 'everything') onlySurer = true;
  }
  return powers;
}
