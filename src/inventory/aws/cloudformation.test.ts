// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { readFiles } from '../ci/testing/read-files.ts';

const template = `AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  Partner: { Type: String }
  Boundary: { Type: String }
Resources:
  Github:
    Type: AWS::IAM::OIDCProvider
    Properties: { Url: 'https://token.actions.githubusercontent.com', ClientIdList: [sts.amazonaws.com] }
  Deploy:
    Type: AWS::IAM::Role
    Properties:
      RoleName: !Sub '\${AWS::StackName}-deploy'
      ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess', !Ref Read, 'arn:aws:iam::aws:policy/ReadOnlyAccess']
      AssumeRolePolicyDocument:
        Version: 2012-10-17
        Statement:
          - Effect: Allow
            Principal: { Federated: !Ref Github }
            Action: sts:AssumeRoleWithWebIdentity
            Condition:
              StringLike: { 'token.actions.githubusercontent.com:sub': !Sub 'repo:example-shop/\${AWS::StackName}:*' }
  Partners:
    Type: AWS::IAM::Role
    Properties:
      MaxSessionDuration: 43200
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement: { Effect: Allow, Principal: { AWS: !Sub 'arn:aws:iam::\${AWS::AccountId}:root' }, Action: sts:AssumeRole }
      Policies:
        - PolicyName: own
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
              - { Effect: Allow, Action: ['s3:GetObject', !Ref Partner], Resource: !Sub 'arn:aws:s3:::\${Partner}/*' }
              - { Effect: Allow, Action: 'iam:PassRole', Resource: !Ref Partner }
              - !If [Always, { Effect: Allow, Action: 'iam:*', Resource: '*' }, !Ref 'AWS::NoValue']
  Unknown:
    Type: AWS::IAM::Role
    Properties:
      PermissionsBoundary: !Ref Boundary
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement: [{ Effect: Allow, Principal: { AWS: !Ref Partner }, Action: sts:AssumeRole }]
  Read:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      Roles: [!Ref Unknown]
      PolicyDocument:
        Version: '2012-10-17'
        Statement: [{ Effect: Allow, Action: 'secretsmanager:GetSecretValue', Resource: !Sub 'arn:\${AWS::Partition}:secretsmanager:\${AWS::Region}:\${AWS::AccountId}:secret:*' }]
`;

describe('CloudFormation templates', () => {
  it('give roles with what the template alone tells', async () => {
    const { inventory, problems } = await readFiles({ 'infra/roles.yaml': template });
    expect(problems).toEqual([]);
    const [deploy, partners, unknown] = inventory.of('aws.principal');
    expect(deploy?.trust?.[0]?.principals).toEqual([
      { type: 'federated', name: 'arn:aws:iam::of infra-roles.yaml:oidc-provider/token.actions.githubusercontent.com' },
    ]);
    expect(deploy?.policies).toHaveLength(2);
    expect(deploy?.unresolved).toEqual(['arn:aws:iam::aws:policy/ReadOnlyAccess']);
    expect(deploy?.trust?.[0]?.path?.slice(0, 2)).toEqual(['Resources', 'Deploy']);
    expect(partners).toMatchObject({ maxSessionSeconds: 43_200, unresolved: ['own, which depends on the stack'] });
    const own = inventory.find('aws.policy', partners?.policies[0] ?? '');
    expect(own?.statements.map((it) => [it.actions, it.resources])).toEqual([
      [['s3:getobject'], ['arn:aws:s3:::<Partner>/*']],
    ]);
    expect(unknown).toMatchObject({ maxSessionSeconds: 3600, boundary: 'aws:policy:a parameter' });
    expect(unknown?.trust).toBeUndefined();
    expect(inventory.collections.find((it) => !it.complete)?.note).toContain('whom the role Unknown trusts');
    const powers = inventory
      .of('aws.power')
      .map((it) => [it.principal.split('/').at(-1), it.power, it.depends.length > 0]);
    expect(powers).toContainEqual(['<AWS--StackName>-deploy', 'everything', false]);
    expect(powers).not.toContainEqual(['Partners', 'pass-role', expect.anything()]);
    expect(inventory.of('aws.admission').map((it) => it.who)).toEqual(['branches', 'audience']);
  });

  it('in JSON say the same', async () => {
    const json = {
      Resources: {
        Open: {
          Type: 'AWS::IAM::Role',
          Properties: {
            AssumeRolePolicyDocument: {
              Version: '2012-10-17',
              Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }],
            },
          },
        },
        Worker: { Type: 'AWS::IAM::User', Properties: { Groups: ['staff'] } },
        Rights: {
          Type: 'AWS::IAM::Policy',
          Properties: {
            PolicyName: 'rights',
            Roles: [{ Ref: 'Open' }],
            Users: [{ Ref: 'Worker' }],
            PolicyDocument: {
              Version: '2012-10-17',
              Statement: [
                {
                  Effect: 'Allow',
                  Action: 'iam:*',
                  Resource: { 'Fn::Join': ['', ['arn:aws:iam::111122223333:', '*']] },
                },
              ],
            },
          },
        },
      },
    };
    const { inventory, problems } = await readFiles({ 'cdk.out/shop.template.json': JSON.stringify(json, null, 1) });
    expect(problems).toEqual([]);
    expect(inventory.of('aws.admission').map((it) => it.who)).toContain('anyone');
    expect(inventory.of('aws.power').map((it) => [it.principal.split('/').at(-1), it.power])).toContainEqual([
      'Worker',
      'raise-own-rights',
    ]);
    expect(inventory.of('aws.principal').map((it) => it.unresolved)).toEqual([[], ['what its groups give']]);
    expect(inventory.of('identity')).toEqual([]);
  });

  it('survive what is no template', async () => {
    const odd =
      'Resources:\n  A: { Type: AWS::IAM::Role, Properties: 3 }\n  B: !Sub [x]\n  C: { Type: AWS::IAM::Policy, Properties: { Roles: !Ref X, PolicyDocument: !GetAtt [y, z] } }\n';
    const { problems, inventory } = await readFiles({ 'odd.yaml': odd });
    expect(problems).toEqual([]);
    expect(inventory.collected('aws.principal')).toBe('partial');
  });
});
