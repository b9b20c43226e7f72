// SPDX-License-Identifier: Apache-2.0
// A table of people from an HR system. Names of columns differ: they are guessed in four languages, or said in the first
// line of the file: `# tokenward: id=Staff no, end=Last day`.
import type { Item, ItemOf } from '../../model/inventory/item.ts';
import { csvRows, headerOf } from '../csv-rows.ts';
import type { InventoryFile, InventoryReader } from '../reader.ts';
import { dateOf, dayFirst } from './dates.ts';

const fields = ['id', 'name', 'first', 'last', 'mail', 'manager', 'start', 'end', 'status', 'department'] as const;
type Field = (typeof fields)[number];

/** Names of columns in lower case without blanks and signs. The first column that fits is taken. */
const guesses: Readonly<Record<Field, RegExp>> = {
  id: /^(?:employee|emp|staff|person(?:al|nel)?|worker|mitarbeiter|matricule|empleado)?(?:id|no|nr|num|number|nummer|code|matricule)$|^employee$|^matricule$/,
  name: /^(?:full|display|employee|preferred)?name$|^worker$|^nomcomplet$|^nombrecompleto$/,
  first: /^(?:first|given)name$|^vorname$|^prenom$|^nombre$/,
  last: /^(?:last|family|sur)name$|^nachname$|^nom$|^apellidos?$/,
  mail: /^(?:work|business|company|primary|dienst)?(?:e?mail|emailaddress|mailaddress|emailwork|upn|userprincipalname)$|^courriel$|^correo$/,
  manager:
    /^(?:manager|supervisor|reportsto|linemanager|vorgesetzter?|responsable|jefe)(?:id|no|number|employeeid|mail|email|name)?$/,
  start:
    /^(?:start|hire|entry|joined|join|eintritts?|dateentree|fechaalta)(?:date|datum|on)?$|^(?:employment|original)(?:start|hire)date$/,
  end: /^(?:end|termination|terminated|leaving|leave|exit|last(?:working|work)?day|contractend|austritts?|datesortie|fechabaja)(?:date|datum|on|ofwork)?$|^employmentenddate$|^lastdayworked$|^lastday$/,
  status: /^(?:employment|employee|worker|hr)?(?:status|state)$|^active$/,
  department: /^(?:department|dept|costcenter|team|orgunit|abteilung|service|departamento)(?:name)?$/,
};

function plain(name: string): string {
  return name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}

/** Which column holds which field. */
export function columnsOf(header: readonly string[], said: ReadonlyMap<string, string>): ReadonlyMap<Field, string> {
  const columns = new Map<Field, string>();
  const taken = new Set<string>();
  for (const field of fields) {
    const wish = said.get(field);
    const column = wish === undefined ? undefined : header.find((it) => it.toLowerCase() === wish.toLowerCase());
    if (column === undefined) continue;
    columns.set(field, column);
    taken.add(column);
  }
  for (const field of fields) {
    if (columns.has(field)) continue;
    const column = header.find((it) => !taken.has(it) && guesses[field].test(plain(it)));
    if (column === undefined) continue;
    columns.set(field, column);
    taken.add(column);
  }
  return columns;
}

/** The line that names the columns. */
export function saidColumns(head: string): ReadonlyMap<string, string> {
  const line = /^# ?tokenward:([^\r\n]{1,1000})/m.exec(head.slice(0, 4_096))?.[1] ?? '';
  return new Map(
    line.split(',').flatMap((it) => {
      const equals = it.indexOf('=');
      return equals < 1 ? [] : [[it.slice(0, equals).trim().toLowerCase(), it.slice(equals + 1).trim()] as const];
    }),
  );
}

function isPeople(file: InventoryFile): boolean {
  const columns = columnsOf(headerOf(file.head.slice(0, 16_384)), saidColumns(file.head));
  if (/^# ?tokenward:/m.test(file.head.slice(0, 4_096))) return columns.has('id') || columns.has('mail');
  const person = columns.has('mail') || columns.has('name') || columns.has('last');
  return columns.has('id') && person && (columns.has('start') || columns.has('end') || columns.has('manager'));
}

const gone = /^(?:terminated|inactive|left|leaver|false|0|no|ausgeschieden|inaktiv|sorti|baja|former)/i;
const here = /^(?:active|employed|true|1|yes|aktiv|actif|activo|current)/i;

export const hrTable: InventoryReader = {
  id: 'people.hr-table',
  title: 'People of an HR system (CSV)',
  how: 'an export with employee number, name, mail address, manager, first and last day; other names of columns are said in a first line `# tokenward: id=..., mail=..., end=...`',
  claims: (file) => /\.csv$/i.test(file.path) && isPeople(file),
  async *read(file, context): AsyncGenerator<Item> {
    const columns = columnsOf(headerOf(file.head), saidColumns(file.head));
    const rows: { readonly cells: ReadonlyMap<string, string>; readonly line: number }[] = [];
    for await (const row of csvRows(file.lines())) rows.push(row);
    const cell = (row: (typeof rows)[number], field: Field): string | undefined => {
      const column = columns.get(field);
      return (column === undefined ? undefined : row.cells.get(column)?.trim()) || undefined;
    };
    const first = dayFirst(rows.flatMap((row) => [cell(row, 'start') ?? '', cell(row, 'end') ?? '']));
    context.collected({ kind: 'identity', provider: 'people', complete: true });
    const people = new Map<string, Person>();
    for (const row of rows) {
      const employeeId = cell(row, 'id');
      const email = cell(row, 'mail');
      const names = [cell(row, 'first'), cell(row, 'last')].filter((it) => it !== undefined).join(' ');
      const name = cell(row, 'name') ?? (names || email || employeeId);
      const stable = employeeId ?? email?.toLowerCase();
      const at = { file: file.name, line: row.line };
      if (name === undefined || stable === undefined) {
        context.problem({
          code: 'RECORD_INVALID',
          message: `${file.name}: line ${row.line} names nobody`,
          position: at,
        });
        continue;
      }
      const [start, end] = (['start', 'end'] as const).map((field) => {
        const text = cell(row, field);
        const date = text === undefined ? undefined : dateOf(text, first);
        if (text !== undefined && date === undefined) {
          const message = `${file.name}: line ${row.line}: the date of the column "${columns.get(field)}" cannot be read; write it as 2026-04-30`;
          context.problem({ code: 'RECORD_INVALID', message, position: at });
        }
        return date;
      });
      const status = cell(row, 'status');
      const enabled =
        status === undefined ? undefined : gone.test(status) ? false : here.test(status) ? true : undefined;
      const department = cell(row, 'department');
      const manager = cell(row, 'manager');
      const before = people.get(stable);
      // Somebody who came back has two rows: the one that ends last counts.
      if (before !== undefined && !endsLater({ leaves: end, enabled }, before)) continue;
      people.set(stable, {
        kind: 'identity',
        id: `people:person:${stable}`,
        provider: 'people',
        where: context.where({ line: row.line }),
        type: 'person',
        name,
        ...(email === undefined ? {} : { email }),
        ...(employeeId === undefined ? {} : { employeeId }),
        ...(manager === undefined ? {} : { manager }),
        ...(start === undefined ? {} : { created: start }),
        ...(end === undefined ? {} : { leaves: end }),
        ...(enabled === undefined ? {} : { enabled }),
        ...(department === undefined ? {} : { labels: { department } }),
      });
    }
    yield* people.values();
  },
};

type Person = ItemOf<'identity'>;

/** Without a last day it goes on, unless the HR system says otherwise. */
function endsLater(
  row: { readonly leaves: string | undefined; readonly enabled: boolean | undefined },
  before: Person,
): boolean {
  const end = (it: { readonly leaves?: string | undefined; readonly enabled?: boolean | undefined }): string =>
    it.leaves ?? (it.enabled === false ? '' : '9999');
  return end(row) > end(before);
}
