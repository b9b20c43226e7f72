// SPDX-License-Identifier: Apache-2.0

const stages: readonly (readonly [string, readonly string[]])[] = [
  [
    'issue',
    [
      'personal_access_token.access_granted',
      'personal_access_token.create',
      'public_key.create',
      'deploy_key.create',
      'oauth_access.create',
      'oauth_authorization.create',
    ],
  ],
  ['register', ['integration.create', 'oauth_application.create']],
  [
    'grant',
    [
      'integration_installation.create',
      'integration_installation.repositories_added',
      'integration.generate_client_secret',
      'oauth_application.generate_client_secret',
      'org.oauth_app_access_approved',
      'org_credential_authorization.grant',
      'personal_access_token.request_approved',
      'business.add_admin',
      'org.add_member',
      'org.update_member',
      'repo.add_member',
    ],
  ],
  [
    'revoke',
    [
      'personal_access_token.access_revoked',
      'personal_access_token.destroy',
      'public_key.delete',
      'deploy_key.delete',
      'integration.remove_client_secret',
      'oauth_application.remove_client_secret',
      'integration_installation.suspend',
      'org.oauth_app_access_blocked',
      'org.oauth_app_access_denied',
      'org_credential_authorization.deauthorize',
    ],
  ],
];

const byAction: ReadonlyMap<string, string> = new Map(
  stages.flatMap(([stage, actions]) => actions.map((action) => [action, stage] as const)),
);

/** Things of GitHub that are credentials, or that hold one. */
const credentials =
  /^(?:personal_access_token|public_key|deploy_key|oauth_access|oauth_authorization|org_credential_authorization|integration|integration_installation)\./;

/** The step that an action of GitHub's audit log is; an action that no token is named for is none. */
export function stageOfAction(action: string, withToken: boolean): string | undefined {
  const known = byAction.get(action);
  if (known !== undefined) return known;
  if (credentials.test(action) && /\.(?:revoke|revoke_tokens|destroy)$/.test(action)) return 'revoke';
  return withToken ? 'use' : undefined;
}
