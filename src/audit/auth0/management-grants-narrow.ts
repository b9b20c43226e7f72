// SPDX-License-Identifier: Apache-2.0
import { fail, pass } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { place } from './auth0-index.ts';

export const auth0ManagementGrantsNarrow = defineCheck({
  id: 'auth0-management-grants-narrow',
  area: 'auth0',
  title: 'Applications only read the Management API',
  weakness: 'Application that may change the tenant',
  severity: 'high',
  rows: ['A2', 'A4', 'U1'],
  why: 'A token of the Management API with create, update or delete makes users, resets factors, changes callbacks and reads secrets: who steals the client secret owns every application behind the tenant.',
  remediation: [
    'Applications, APIs, Auth0 Management API, Machine to Machine Applications, the application: clear what is not needed.',
    'Or: `PATCH /api/v2/client-grants/ID` with the scopes that it uses.',
  ],
  mappings: { mitigations: ['M1047', 'M1018', 'M1026'], peers: {} },
  needs: [{ kind: 'auth0.client-grant' }],
  settings: { 'allowed-apps': { default: [], description: 'ids or names of applications that may change the tenant' } },
  *judge(inventory, { settings }) {
    const allowed = new Set(settings.list('allowed-apps'));
    const names = new Map(inventory.of('auth0.client').map((it) => [it.clientId, it.name]));
    for (const grant of inventory.of('auth0.client-grant')) {
      // For a user it is what they may do with their own account (`update:current_user_metadata`).
      if (!/\/api\/v2\/?$/.test(grant.audience) || grant.subject === 'user') continue;
      const name = names.get(grant.clientId) ?? grant.clientId;
      const subject = { kind: 'application', id: `auth0:client:${grant.clientId}`, name };
      const wide = grant.scopes.filter(
        (it) => it === '*' || /^(?:create|update|delete):|^read:(?:client_keys|client_secrets)$/.test(it),
      );
      if (wide.length === 0 || allowed.has(grant.clientId) || allowed.has(name)) {
        yield pass(subject);
        continue;
      }
      const decisive = wide.some(
        (it) =>
          it === '*' ||
          /:(?:users|clients|client_grants|client_keys|client_credentials|roles|role_members|guardian_.{1,40}|connections|actions|rules|user_tickets|authentication_methods)$/.test(
            it,
          ),
      );
      yield fail(
        subject,
        `"${name}" may change the tenant over the Management API: ${wide.slice(0, 4).join(', ')}${wide.length > 4 ? ` and ${wide.length - 4} more` : ''}.`,
        place(grant, `${wide.length} of ${grant.scopes.length} scopes`, 'scope'),
        decisive ? {} : { severity: 'medium' },
      );
    }
  },
});
