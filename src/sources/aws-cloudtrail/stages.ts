// SPDX-License-Identifier: Apache-2.0

/** Operations that hand out a credential and name it in the answer. */
const issuing: ReadonlySet<string> = new Set([
  'sts:AssumeRole',
  'sts:AssumeRoleWithSAML',
  'sts:AssumeRoleWithWebIdentity',
  'sts:AssumeRoot',
  'sts:GetSessionToken',
  'sts:GetFederationToken',
  'iam:CreateAccessKey',
  'iam:CreateServiceSpecificCredential',
  'sso:GetRoleCredentials',
  'eks-auth:AssumeRoleForPodIdentity',
]);

const reading: ReadonlySet<string> = new Set(['secretsmanager:GetSecretValue', 'secretsmanager:BatchGetSecretValue']);

/** Read a secret only if asked to decrypt it. */
const parameters: ReadonlySet<string> = new Set(['ssm:GetParameter', 'ssm:GetParameters', 'ssm:GetParametersByPath']);

/** Operations that give a principal more rights, or give more principals a way in. */
const granting: ReadonlySet<string> = new Set([
  'iam:AddClientIDToOpenIDConnectProvider',
  'iam:AddRoleToInstanceProfile',
  'iam:AddUserToGroup',
  'iam:AttachGroupPolicy',
  'iam:AttachRolePolicy',
  'iam:AttachUserPolicy',
  'iam:CreateLoginProfile',
  'iam:CreateOpenIDConnectProvider',
  'iam:CreatePolicyVersion',
  'iam:CreateSAMLProvider',
  'iam:DeleteRolePermissionsBoundary',
  'iam:DeleteUserPermissionsBoundary',
  'iam:PutGroupPolicy',
  'iam:PutRolePolicy',
  'iam:PutUserPolicy',
  'iam:SetDefaultPolicyVersion',
  'iam:UpdateAssumeRolePolicy',
  'iam:UpdateLoginProfile',
  'iam:UpdateOpenIDConnectProviderThumbprint',
  'iam:UpdateSAMLProvider',
  'eks:AssociateAccessPolicy',
  'eks:CreateAccessEntry',
  'eks:CreatePodIdentityAssociation',
  'rolesanywhere:CreateProfile',
  'rolesanywhere:CreateTrustAnchor',
  'secretsmanager:PutResourcePolicy',
]);

const revoking: ReadonlySet<string> = new Set([
  'iam:DeleteAccessKey',
  'iam:DeleteLoginProfile',
  'iam:DeleteServiceSpecificCredential',
]);

/** The step that an API call is in the life of a credential. A refused call hands nothing out: it is only a use. */
export function stageOfCall(
  action: string,
  call: { readonly failed: boolean; readonly withDecryption: unknown; readonly status: unknown },
): string {
  if (issuing.has(action)) return call.failed ? 'use' : 'issue';
  if (reading.has(action)) return 'read';
  if (parameters.has(action)) return call.withDecryption === true ? 'read' : 'use';
  if (action === 'iam:UpdateAccessKey') return call.status === 'Inactive' ? 'revoke' : 'grant';
  if (granting.has(action)) return 'grant';
  return revoking.has(action) ? 'revoke' : 'use';
}
