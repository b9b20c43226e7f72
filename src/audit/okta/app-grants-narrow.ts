// SPDX-License-Identifier: Apache-2.0
import { fail, pass } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { appSubject, place } from './okta-index.ts';

/** With these an application makes itself, or a user of its choice, an administrator. */
const decisive =
  /^okta\.(?:roles|users|apps|apiTokens|groups|policies|factors|idps|appGrants|authorizationServers|clients)\.manage$/;

export const oktaAppGrantsNarrow = defineCheck({
  id: 'okta-app-grants-narrow',
  area: 'okta',
  title: 'Applications only read the management API',
  weakness: 'Application that may change the organisation',
  severity: 'high',
  rows: ['A2', 'A4', 'U1', 'U10'],
  why: 'A token with okta.users.manage or okta.factors.manage resets the factors of an administrator; with okta.roles.manage it makes one. Who steals it owns every application behind Okta.',
  remediation: [
    'Applications, the application, Okta API Scopes: revoke what is not needed, or `DELETE /api/v1/apps/ID/grants/GRANT`.',
    'Give the application an administrator role limited to the resources it works on.',
  ],
  mappings: { mitigations: ['M1047', 'M1018', 'M1026'], peers: {} },
  needs: [{ kind: 'okta.app' }, { kind: 'okta.app-grant' }],
  settings: {
    'allowed-apps': { default: [], description: 'ids or labels of applications that may change the organisation' },
  },
  *judge(inventory, { settings }) {
    const allowed = new Set(settings.list('allowed-apps'));
    const apps = new Map(inventory.of('okta.app').map((it) => [it.appId, it]));
    const byClient = new Map(inventory.of('okta.app').map((it) => [it.clientId ?? '', it]));
    const held = Map.groupBy(
      inventory.of('okta.app-grant').filter((it) => it.status === undefined || it.status === 'ACTIVE'),
      (it) => it.appId,
    );
    for (const [id, grants] of held) {
      const app = apps.get(id) ?? byClient.get(id);
      const subject = app === undefined ? { kind: 'application', id: `okta:app:${id}`, name: id } : appSubject(app);
      const manage = grants.filter((it) => it.scope.endsWith('.manage'));
      if (manage.length === 0 || allowed.has(id) || allowed.has(subject.name ?? '')) {
        yield pass(subject);
        continue;
      }
      const worst = manage.some((it) => decisive.test(it.scope));
      yield fail(
        subject,
        `"${subject.name}" may change the organisation by itself: ${manage.map((it) => it.scope).join(', ')}.`,
        manage.map((it) => place(it, it.scope, 'scopeId')),
        worst ? {} : { severity: 'medium' },
      );
    }
  },
});
