// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { stageOfAction } from './stages.ts';

test.each([
  ['public_key.create', false, 'issue'],
  ['oauth_application.create', false, 'register'],
  ['org_credential_authorization.grant', false, 'grant'],
  ['org_credential_authorization.revoke', true, 'revoke'],
  ['integration_installation.destroy', false, 'revoke'],
  ['protected_branch.destroy', false, undefined],
  ['repo.destroy', true, 'use'],
  ['git.push', true, 'use'],
  ['', false, undefined],
])('%s, with a token: %s → %s', (action, withToken, stage) => expect(stageOfAction(action, withToken)).toBe(stage));
