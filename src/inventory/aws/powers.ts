// SPDX-License-Identifier: Apache-2.0
// Powers over tokens and roles that IAM policies can give. The action names and what they allow: AWS's Service Authorization
// Reference; that these combinations raise privileges is documented by AWS for iam:PassRole and published widely for the rest.
import type { AwsPower } from '../../model/inventory/aws.ts';
import { allows, type Statement } from './policy.ts';

interface PowerDefinition {
  readonly id: string;
  /** Any of these; all actions of one must be allowed. */
  readonly ways: readonly (readonly string[])[];
}

const one = (...actions: readonly string[]): readonly (readonly string[])[] => actions.map((it) => [it]);
const withPassRole = (...actions: readonly string[]): readonly (readonly string[])[] =>
  actions.map((it) => ['iam:PassRole', it]);

export const powerDefinitions: readonly PowerDefinition[] = [
  {
    id: 'raise-own-rights',
    ways: one(
      'iam:AttachUserPolicy',
      'iam:AttachGroupPolicy',
      'iam:AttachRolePolicy',
      'iam:PutUserPolicy',
      'iam:PutGroupPolicy',
      'iam:PutRolePolicy',
      'iam:CreatePolicyVersion',
      'iam:SetDefaultPolicyVersion',
      'iam:AddUserToGroup',
      'iam:UpdateAssumeRolePolicy',
    ),
  },
  { id: 'mint-credentials', ways: one('iam:CreateAccessKey', 'iam:CreateLoginProfile', 'iam:UpdateLoginProfile') },
  { id: 'assume-any-role', ways: one('sts:AssumeRole') },
  {
    id: 'pass-role',
    ways: withPassRole(
      'ec2:RunInstances',
      'lambda:CreateFunction',
      'ecs:RunTask',
      'ecs:RegisterTaskDefinition',
      'cloudformation:CreateStack',
      'glue:CreateJob',
      'sagemaker:CreateNotebookInstance',
      'codebuild:CreateProject',
      'datapipeline:CreatePipeline',
    ),
  },
  {
    id: 'run-in-workloads',
    ways: one('ssm:SendCommand', 'ssm:StartSession', 'lambda:UpdateFunctionCode', 'ecs:ExecuteCommand'),
  },
  {
    id: 'read-secrets',
    ways: one(
      'secretsmanager:GetSecretValue',
      'secretsmanager:BatchGetSecretValue',
      'ssm:GetParameter',
      'ssm:GetParameters',
      'ssm:GetParametersByPath',
    ),
  },
];

/** The powers that statements give, each with the statement of its first way. `everything` stands for all others. */
export function powersOf(statements: readonly Statement[]): readonly AwsPower[] {
  const told = (power: string, from: Statement): AwsPower => ({
    power,
    policy: from.policy,
    conditioned: from.conditioned,
    ...(from.path === undefined ? {} : { path: from.path }),
  });
  // An action that no service has: only a star over everything covers it.
  const all = allows(statements, 'any-service:AnyAction');
  if (all !== undefined && all.notActions.length === 0) return [told('everything', all)];
  return powerDefinitions.flatMap(({ id, ways }) => {
    for (const way of ways) {
      const from = way.map((action) => allows(statements, action));
      const [first] = from;
      if (first !== undefined && from.every((it) => it !== undefined))
        return [told(id, from.find((it) => it?.conditioned) ?? first)];
    }
    return [];
  });
}
