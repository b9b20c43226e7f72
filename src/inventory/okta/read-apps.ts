// SPDX-License-Identifier: Apache-2.0
import type { Item } from '../../model/inventory/item.ts';
import type { Provenance } from '../../model/inventory/provenance.ts';
import { idText, inner, text, texts, time } from '../answers/values.ts';
import { type Fields, known } from '../values.ts';
import { appId } from './read-people.ts';

/** @see https://developer.okta.com/docs/api/openapi/okta-management/management/tag/Application/ */
export function* readApp(app: Fields, where: Provenance): Iterable<Item> {
  const id = idText(app, 'id');
  if (id === undefined) return;
  const client = inner(app, 'settings', 'oauthClient');
  const credentials = inner(app, 'credentials', 'oauthClient');
  yield {
    kind: 'okta.app',
    id: appId(id),
    provider: 'okta',
    where,
    appId: id,
    name: text(app, 'name') ?? id,
    label: text(app, 'label') ?? id,
    ...known({
      status: text(app, 'status'),
      signOnMode: text(app, 'signOnMode'),
      created: time(app, 'created'),
      clientId: text(credentials, 'client_id'),
      type: text(client, 'application_type'),
      authentication: text(credentials, 'token_endpoint_auth_method'),
      grantTypes: texts(client, 'grant_types'),
      redirectUris: texts(client, 'redirect_uris'),
      wildcardRedirect: text(client, 'wildcard_redirect'),
      rotation: text(client, 'refresh_token', 'rotation_type'),
      consent: text(client, 'consent_method'),
      accessPolicyId: /\/policies\/([\w-]{1,64})/.exec(text(app, '_links', 'accessPolicy', 'href') ?? '')?.[1],
    }),
  };
}

/** `/api/v1/apps/ID/grants`. */
export function* readAppGrant(grant: Fields, where: Provenance, of: string | undefined): Iterable<Item> {
  const scope = text(grant, 'scopeId');
  const app = of ?? text(grant, 'clientId');
  if (scope === undefined || app === undefined) return;
  yield {
    kind: 'okta.app-grant',
    id: `okta:app-grant:${app}/${scope}`,
    provider: 'okta',
    where,
    appId: app,
    scope,
    ...known({ status: text(grant, 'status'), created: time(grant, 'created') }),
  };
}
