// SPDX-License-Identifier: Apache-2.0
// Tables that `gam` prints: its columns are the fields of the API. Lists stand in columns like `scopes`, or in one with
// JSON (`formatjson`).
import type { Item, ItemKind } from '../../model/inventory/item.ts';
import type { Provenance } from '../../model/inventory/provenance.ts';
import { csvRows, headerOf } from '../csv-rows.ts';
import type { InventoryReader } from '../reader.ts';
import { type Fields, isFields } from '../values.ts';
import { readAppPassword, readToken, readUser } from './read-directory.ts';
import { readDelegationRow } from './read-reports.ts';

interface Table {
  /** Columns, in small letters, that tell it. */
  readonly columns: readonly string[];
  readonly tells: readonly ItemKind[];
  readonly read: (row: Fields, where: Provenance, of: string | undefined) => Iterable<Item>;
}

const tables: readonly Table[] = [
  // `gam print users allfields`, `gam print users fields primaryEmail,isAdmin,isEnrolledIn2Sv,...`
  {
    columns: ['primaryemail', 'isadmin'],
    tells: ['google.user', 'identity'],
    read: readUser,
  },
  { columns: ['primaryemail', 'isenrolledin2sv'], tells: ['google.user', 'identity'], read: readUser },
  // `gam all users print tokens`
  { columns: ['user', 'clientid', 'scopes'], tells: ['google.token', 'grant', 'application'], read: readToken },
  // `gam all users print asps oneitemperrow`, and without: all of a user in one row, `asps.0.codeId`, `asps.1.codeId`
  { columns: ['user', 'codeid'], tells: ['google.app-password', 'credential'], read: readAppPassword },
  // The page of domain-wide delegation, copied into a table: no API and no command prints it.
  { columns: ['client id', 'scopes'], tells: ['google.delegation'], read: readDelegationRow },
];

/** A column of an object in a list or below a name. Which of the two GAM writes depends on its version and options. */
const flattened = /^asps?\.(?:(?<index>\d{1,4})\.)?(?<field>[A-Za-z]{1,40})$/;

/** The rows that a row holds: one for each of the objects that stand beside each other in it. */
function rowsOf(cells: ReadonlyMap<string, string>): readonly ReadonlyMap<string, string>[] {
  const common = new Map<string, string>();
  const each = new Map<string, Map<string, string>>();
  for (const [column, cell] of cells) {
    const { index = '', field } = flattened.exec(column)?.groups ?? {};
    if (field === undefined) {
      common.set(column, cell);
      continue;
    }
    const row = each.get(index) ?? new Map<string, string>();
    row.set(field, cell);
    each.set(index, row);
  }
  return each.size === 0 ? [common] : [...each.values()].map((row) => new Map([...common, ...row]));
}

function tableOf(header: readonly string[]): Table | undefined {
  const found = new Set(header.map((it) => (flattened.exec(it)?.groups?.field ?? it).toLowerCase()));
  return tables.find((it) => it.columns.every((column) => found.has(column)));
}

/** Columns by the names of the API, whatever their capitals; JSON in a column of its own wins. */
function rowOf(cells: ReadonlyMap<string, string>): Fields {
  const row = new Map<string, unknown>();
  for (const [column, cell] of cells) {
    const name =
      column === 'Client ID' ? 'clientId' : column === 'Scopes' || column === 'Name' ? column.toLowerCase() : column;
    if (cell !== '') row.set(name, cell);
  }
  const json = cells.get('JSON');
  if (json !== undefined && json !== '') {
    try {
      const inner: unknown = JSON.parse(json);
      if (isFields(inner)) for (const [key, value] of Object.entries(inner)) row.set(key, value);
    } catch {
      return Object.fromEntries(row); // cut off: the other columns still say something
    }
  }
  return Object.fromEntries(row);
}

/** Tables of GAM. */
export const gamTable: InventoryReader = {
  id: 'google.gam',
  title: 'Tables of GAM, and lists of clients with domain-wide delegation',
  how: '`gam redirect csv tokens.csv all users print tokens`, `... print asps`, `gam redirect csv users.csv print users allfields`; for delegation a table with the columns Client ID and Scopes, copied from Security, API controls, Domain-wide delegation',
  claims: (file) => /\.(?:csv|tsv)$/i.test(file.path) && tableOf(headerOf(file.head)) !== undefined,
  async *read(file, context): AsyncIterable<Item> {
    const table = tableOf(headerOf(file.head));
    if (table === undefined) return;
    for (const kind of table.tells) context.collected({ kind, provider: 'google', complete: true });
    for await (const { cells, line } of csvRows(file.lines())) {
      for (const row of rowsOf(cells)) yield* table.read(rowOf(row), context.where({ line }), undefined);
    }
  },
};
