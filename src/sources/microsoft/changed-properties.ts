// SPDX-License-Identifier: Apache-2.0
import { firstText, text } from '../shared/read.ts';
import { fromJsonText } from './json-text.ts';
import { words } from './pairs.ts';

/** A changed property of a directory object, the same in Entra audit logs and in the unified audit log. */
export interface ChangedProperty {
  readonly name: string;
  readonly before: unknown;
  readonly after: unknown;
}

const guid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;

/** The text of a property's value: `"x"` and `["x"]`, in which these logs wrap it, are unwrapped. */
export function plainText(value: unknown): string | undefined {
  const written = text(value)?.trim();
  if (written?.startsWith('[') === true) return firstText([fromJsonText(written)]) ?? written;
  return text(written?.replace(/^"|"$/g, '').trim());
}

/** The new value of the first of the properties that has one. */
export function after(changes: readonly ChangedProperty[], ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const change = changes.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
    // What was removed is still the subject of the record.
    const found = plainText(change?.after) ?? plainText(change?.before);
    if (found !== undefined && found !== '[]') return found;
  }
  return undefined;
}

/** The application id among the names of a service principal: of `a;b;c`, the part that is a GUID. */
export function appIdOfNames(names: string | undefined): string | undefined {
  return names
    ?.split(';')
    .map((name) => name.trim())
    .find((name) => name.length === 36 && guid.test(name));
}

/**
 * The permissions that the record grants (of a removal: that it takes away): the scopes of a consent or a delegated
 * grant, or the value of an application role.
 */
export function grantedPermissions(changes: readonly ChangedProperty[]): readonly string[] | undefined {
  const found = new Set<string>();
  for (const { name, before, after: now } of changes) {
    if (!/^(?:ConsentAction\.Permissions|DelegatedPermissionGrant\.Scope|AppRole\.Value)$/i.test(name)) continue;
    const value = plainScopes(name, now) ?? plainScopes(name, before) ?? [];
    for (const scope of value) found.add(scope);
  }
  return found.size === 0 ? undefined : [...found];
}

function plainScopes(name: string, value: unknown): readonly string[] | undefined {
  if (!/^ConsentAction/i.test(name)) return words(plainText(value));
  const written = text(value);
  if (written === undefined) return undefined;
  // "[[grants before]] => [[Id: …, Scope: a b, CreatedDateTime: …]]"
  const now = written.slice(Math.max(0, written.lastIndexOf('=>')));
  return words(Array.from(now.matchAll(/\bScopes?:([^,\]"]*)/gi), ([, scopes]) => scopes ?? ''));
}

/** What a consent says of the API it gives access to. */
export function consentedResource(changes: readonly ChangedProperty[]): string | undefined {
  const written = text(changes.find(({ name }) => /^ConsentAction\.Permissions$/i.test(name))?.after);
  const now = written?.slice(Math.max(0, written.lastIndexOf('=>'))) ?? '';
  return guid.exec(/\bResourceId:\s*([^,\]]{36})/i.exec(now)?.[1] ?? '')?.[0];
}

/** Ids and kind of the secrets or certificates that the record adds. */
export function addedCredential(
  changes: readonly ChangedProperty[],
): { readonly id: string; readonly kind: 'client-secret' | 'certificate' | undefined } | undefined {
  const change = changes.find(({ name }) => /^KeyDescription$/i.test(name));
  const before = text(change?.before) ?? '';
  for (const [entry, id = ''] of (text(change?.after) ?? '').matchAll(/KeyIdentifier=([0-9a-f-]{36})[^\]]*/gi)) {
    if (before.includes(id)) continue;
    const kind = /KeyType=(\w+)/i.exec(entry)?.[1] ?? '';
    return { id, kind: /password/i.test(kind) ? 'client-secret' : /x509/i.test(kind) ? 'certificate' : undefined };
  }
  return undefined;
}
