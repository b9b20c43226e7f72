// SPDX-License-Identifier: Apache-2.0
import type { Inventory } from '../../model/inventory/inventory.ts';
import type { Item } from '../../model/inventory/item.ts';
import type { KubernetesSubject } from '../../model/inventory/kubernetes.ts';
import type { Identity, Use } from '../../model/inventory/nouns.ts';
import type { Provenance } from '../../model/inventory/provenance.ts';
import { holderId, type Rbac } from './rbac.ts';

type LastUsed = NonNullable<Identity['lastUsed']>;

/** When each identity was last let do something, by audit logs; of one that was not, since when the logs go back. */
function lastUse(inventory: Inventory): (id: string) => { readonly lastUsed?: LastUsed } {
  const windows = inventory.of('window').filter((it) => it.provider === 'kubernetes');
  const since = windows.map((it) => it.first).toSorted()[0];
  if (since === undefined) return () => ({});
  const seen = new Map<string, string>();
  for (const use of inventory.of('use')) {
    if (use.provider !== 'kubernetes' || use.outcome === 'failure') continue;
    if (use.last > (seen.get(use.principal) ?? '')) seen.set(use.principal, use.last);
  }
  return (id) => {
    const at = seen.get(id);
    return { lastUsed: at === undefined ? { never: true, since } : { at, since } };
  };
}

function typeOf(subject: KubernetesSubject): Identity['type'] {
  if (subject.kind === 'Group') return 'group';
  return subject.name.startsWith('system:') ? 'machine' : 'user';
}

/** Accounts, users, groups and nodes as identities, each once. */
export function* relateIdentities(inventory: Inventory, rbac: Rbac): Iterable<Item> {
  const used = lastUse(inventory);
  const done = new Set<string>();
  const identity = (
    id: string,
    type: Identity['type'],
    name: string,
    where: Provenance,
    more: Partial<Identity> = {},
  ): readonly Item[] => {
    if (done.has(id)) return [];
    done.add(id);
    return [
      {
        kind: 'identity',
        id,
        provider: 'kubernetes',
        where,
        type,
        name,
        ...more,
        ...(type === 'group' ? {} : used(id)),
      },
    ];
  };
  for (const it of inventory.of('kubernetes.service-account')) {
    const created = it.created === undefined ? {} : { created: it.created };
    yield* identity(it.id, 'service-account', `${it.namespace}/${it.name}`, it.where, {
      labels: { namespace: it.namespace },
      ...created,
    });
  }
  for (const it of inventory.of('kubernetes.node')) yield* identity(it.id, 'node', it.name, it.where);
  for (const [id, { subject, grants }] of rbac.holders) {
    const where = grants[0]?.binding.where;
    if (where === undefined) continue;
    if (id.startsWith('kubernetes:service-account:')) {
      yield* identity(id, 'service-account', id.slice('kubernetes:service-account:'.length), where);
    } else if (id.startsWith('kubernetes:node:'))
      yield* identity(id, 'node', id.slice('kubernetes:node:'.length), where);
    else yield* identity(id, typeOf(subject), subject.name, where, mail(subject));
  }
  for (const it of inventory.of('kubernetes.cloud-mapping')) {
    if (it.username === undefined || it.username.includes('{{')) continue;
    const subject: KubernetesSubject = { kind: 'User', name: it.username };
    yield* identity(holderId(subject), typeOf(subject), it.username, it.where, mail(subject));
  }
  for (const use of inventory.of('use') as readonly Use[]) {
    if (use.provider !== 'kubernetes' || !use.principal.startsWith('kubernetes:user:')) continue;
    const name = use.principal.slice('kubernetes:user:'.length);
    const subject: KubernetesSubject = { kind: 'User', name };
    yield* identity(use.principal, typeOf(subject), name, use.where, mail(subject));
  }
}

function mail({ kind, name }: KubernetesSubject): { readonly email?: string } {
  return kind === 'User' && /^[^\s@:/]+@[^\s@:/]+\.[a-z]{2,}$/i.test(name) && !name.endsWith('.gserviceaccount.com')
    ? { email: name }
    : {};
}
