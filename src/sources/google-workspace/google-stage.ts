// SPDX-License-Identifier: Apache-2.0
import type { Stage } from '../../model/lifecycle.ts';

const stageOf: ReadonlyMap<string, Stage> = new Map([
  ['token authorize', 'grant'],
  ['token activity', 'use'],
  ['token revoke', 'revoke'],
  ['login login_success', 'issue'],
  ['login login_failure', 'issue'],
  ['saml login_success', 'issue'],
  ['saml login_failure', 'issue'],
  ['login logout', 'revoke'],
  ['admin AUTHORIZE_API_CLIENT_ACCESS', 'grant'],
  ['admin REMOVE_API_CLIENT_ACCESS', 'revoke'],
  ['admin ADD_TO_TRUSTED_OAUTH2_APPS', 'grant'],
  ['admin REMOVE_FROM_TRUSTED_OAUTH2_APPS', 'revoke'],
  ['admin ADD_TO_BLOCKED_OAUTH2_APPS', 'revoke'],
  ['admin ADD_APPLICATION', 'grant'],
  ['admin REMOVE_APPLICATION', 'revoke'],
  ['admin ASSIGN_ROLE', 'grant'],
  ['admin UNASSIGN_ROLE', 'revoke'],
  ['admin REVOKE_3LO_TOKEN', 'revoke'],
  ['admin REVOKE_3LO_DEVICE_TOKENS', 'revoke'],
  ['admin REVOKE_ASP', 'revoke'],
  ['drive download', 'use'],
  ['drive view', 'use'],
  ['drive edit', 'use'],
  ['drive copy', 'use'],
  ['drive source_copy', 'use'],
  ['drive preview', 'use'],
  ['drive print', 'use'],
  ['drive export', 'use'],
  ['drive sync_item_content', 'use'],
  ['drive access_item_content', 'use'],
]);

/**
 * The step in the life of a token that an event is, by application and event name.
 *
 * @see https://developers.google.com/workspace/admin/reports/v1/appendix/activity/token
 */
export function googleStage(application: string | undefined, event: string | undefined): Stage | undefined {
  return stageOf.get(`${application ?? ''} ${event ?? ''}`);
}
