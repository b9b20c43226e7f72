// SPDX-License-Identifier: Apache-2.0

import { tsvRows } from './lists.ts';
import { readList } from './load.ts';
import { createPermissions, type PermissionRisk } from './permissions.ts';

export type { PermissionRisk, Risk } from './permissions.ts';

/** What is known of an OAuth client. */
export interface Client {
  readonly name: string;
  readonly publisher?: string;
  /** It belongs to Microsoft, which also means that it needs no consent for much of what it does. */
  readonly firstParty: boolean;
  /** Of the family of client ids: its refresh token is good for every other member. */
  readonly foci: boolean;
  /** Attackers are known to add it, or to ask victims to sign in to it. */
  readonly abused: boolean;
  readonly note?: string;
}

/** Known OAuth clients and permissions, from `content/lists`; the lists are read when first asked for. */
export interface Catalog {
  /** By client id (a GUID, in any case of letters). */
  readonly client: (id: string) => Client | undefined;
  /**
   * The risk of a permission by its name (`Mail.Read`), its id, or its address
   * (`https://graph.microsoft.com/Mail.Read`, a Google scope). Where a name is both a delegated and an application
   * permission and `kind` does not say which, the greater risk is given.
   *
   * @param api `graph`, `exchange`, `sharepoint`, `google`, `github`, ..., or the id of the API; by default any, Graph first
   */
  readonly permissionRisk: (
    scope: string,
    api?: string,
    kind?: 'delegated' | 'application',
  ) => PermissionRisk | undefined;
}

export function createCatalog(): Catalog {
  let clients: ReadonlyMap<string, Client> | undefined;
  let risk:
    | ((scope: string, api?: string, kind?: 'delegated' | 'application') => PermissionRisk | undefined)
    | undefined;
  return {
    client: (id) => {
      clients ??= readClients();
      return id.length > 64 ? undefined : clients.get(id.trim().toLowerCase());
    },
    permissionRisk: (scope, api, kind) => {
      risk ??= createPermissions({
        permissions: readList('permissions.tsv'),
        judgements: readList('permission-risk.tsv'),
        google: readList('google-scopes.tsv'),
      });
      return risk(scope, api, kind);
    },
  };
}

function readClients(): ReadonlyMap<string, Client> {
  const clients = new Map<string, Client>();
  for (const [id = '', name = '', reported] of tsvRows(readList('microsoft-apps.tsv'))) {
    const note = reported === 'community' ? { note: 'Reported by people, not by Microsoft' } : {};
    clients.set(id, { name, publisher: 'Microsoft', firstParty: true, foci: false, abused: false, ...note });
  }
  for (const [id = '', name = ''] of tsvRows(readList('foci-clients.tsv'))) {
    const known = clients.get(id) ?? { name, publisher: 'Microsoft', firstParty: true, abused: false };
    clients.set(id, { ...known, foci: true });
  }
  for (const [id = '', name = '', why = ''] of tsvRows(readList('phished-clients.tsv'))) {
    const known = clients.get(id) ?? { name, publisher: 'Microsoft', firstParty: true, foci: false };
    clients.set(id, { ...known, abused: true, note: why });
  }
  for (const [id = '', name = '', publisher, by = '', note = ''] of tsvRows(readList('abused-apps.tsv'))) {
    clients.set(id, {
      name,
      ...(publisher === undefined || publisher === '' ? {} : { publisher }),
      firstParty: false,
      foci: false,
      abused: true,
      note: `${note} (${by})`,
    });
  }
  return clients;
}
