// SPDX-License-Identifier: Apache-2.0
// Exports of the directory: LDIF (ldifde, ldapsearch) and CSV (Get-ADUser, Get-ADComputer, csvde).
//
// Verified against RFC 2849 and the attributes' pages of Microsoft; English column names of PowerShell's properties.
import type { Item } from '../../model/inventory/item.ts';
import { csvRows, headerOf } from '../csv-rows.ts';
import type { InventoryFile, InventoryReader, ReadContext } from '../reader.ts';
import { directoryItems, kindOf } from './directory-items.ts';
import { type DirectoryObject, usedAttributes } from './directory-object.ts';
import { readLdif } from './ldif.ts';

const types = ['user', 'computer', 'group'] as const;
type Counted = (typeof types)[number];

function countedAs(object: DirectoryObject): Counted | undefined {
  const kind = kindOf(object);
  if (kind === 'managed-service-account') return 'user';
  return types.find((it) => it === kind);
}

function isCsv(file: InventoryFile): boolean {
  const names = new Set(headerOf(file.head.slice(0, 16_384)).map((it) => it.toLowerCase()));
  return (
    (names.has('distinguishedname') || names.has('dn')) &&
    (names.has('samaccountname') || names.has('objectclass')) &&
    // Properties of PowerShell, or attributes of csvde.
    (names.has('objectclass') || names.has('useraccountcontrol') || names.has('enabled'))
  );
}

function isLdif(file: InventoryFile): boolean {
  return /^dn::? ?\S/m.test(file.head) && /^(?:objectClass|sAMAccountName|objectSid|changetype)::? /im.test(file.head);
}

export const activeDirectoryExport: InventoryReader = {
  id: 'active-directory.export',
  title: 'Active Directory objects',
  how: '`ldifde -f directory.ldf`, `ldapsearch -LLL -E pr=1000/noprompt -o ldif-wrap=no`, or `Get-ADUser -Filter * -Properties * | Export-Csv users.csv -NoTypeInformation`, also of Get-ADComputer, Get-ADServiceAccount, Get-ADDefaultDomainPasswordPolicy and Get-ADFineGrainedPasswordPolicy (LDIF keeps group memberships, CSV of PowerShell does not)',
  claims: (file) =>
    (/\.(?:ldif?|ldf|txt)$/i.test(file.path) && isLdif(file)) || (/\.csv$/i.test(file.path) && isCsv(file)),
  async *read(file, context): AsyncGenerator<Item> {
    const attributes = new Map<Counted, Set<string>>(types.map((it) => [it, new Set()]));
    const counts = new Map<Counted, number>();
    const seen = (object: DirectoryObject, names: Iterable<string>): void => {
      const type = countedAs(object);
      const known = type === undefined ? undefined : attributes.get(type);
      if (known !== undefined) for (const name of names) known.add(name);
    };
    const objects: DirectoryObject[] = [];
    const source = /\.csv$/i.test(file.path)
      ? readRows(file, seen)
      : readLdif(file.lines(), file.name, context.problem, seen);
    for await (const object of source) {
      objects.push(object);
      const type = countedAs(object);
      if (type !== undefined) counts.set(type, (counts.get(type) ?? 0) + 1);
    }
    for (const set of attributes.values()) {
      // Attributes that nobody asks for by name: all were exported, and one that no object has, nobody has.
      if (!set.has('usnchanged') || !set.has('instancetype')) continue;
      for (const name of usedAttributes) if (!name.includes('admpwd') && !name.startsWith('mslaps')) set.add(name);
    }
    yield* exports(file, attributes, counts, context);
    yield* directoryItems(objects, attributes, ({ line }) => context.where({ line }));
  },
};

function* exports(
  file: InventoryFile,
  attributes: ReadonlyMap<Counted, ReadonlySet<string>>,
  counts: ReadonlyMap<Counted, number>,
  context: ReadContext,
): Generator<Item> {
  for (const [type, objects] of counts) {
    yield {
      kind: 'active-directory.export',
      id: `active-directory:export:${file.name}:${type}`,
      provider: 'active-directory',
      where: context.where(),
      type,
      attributes: [...(attributes.get(type) ?? [])].toSorted().slice(0, 1_000),
      objects,
    };
  }
}

/** Cells of csvde hold several values with `;` between them; those of PowerShell the name of a type. */
async function* readRows(
  file: InventoryFile,
  seen: (object: DirectoryObject, names: Iterable<string>) => void,
): AsyncGenerator<DirectoryObject> {
  for await (const { cells, line } of csvRows(file.lines())) {
    const values = new Map<string, string[]>();
    let dn = '';
    const names: string[] = [];
    for (const [column, cell] of cells) {
      const name = column.toLowerCase();
      if (name === 'dn' || name === 'distinguishedname') dn = cell;
      // A column without readable values tells nothing: they are the names of lists' types.
      if (cell.startsWith('Microsoft.ActiveDirectory.') || cell.startsWith('System.')) continue;
      names.push(name);
      if (cell !== '' && usedAttributes.has(name)) values.set(name, list(name, cell));
    }
    if (dn === '') continue;
    const object = { dn, values, line };
    seen(object, names);
    yield object;
  }
}

const many = new Set(['memberof', 'member', 'objectclass', 'serviceprincipalname', 'msds-allowedtodelegateto']);

function list(name: string, cell: string): string[] {
  return many.has(name) ? cell.split(';').map((it) => it.trim()) : [cell];
}
