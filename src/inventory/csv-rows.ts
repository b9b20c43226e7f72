// SPDX-License-Identifier: Apache-2.0
// Tables in CSV as spreadsheets, PowerShell and csvde write them: the delimiter is told from the header, `#TYPE` and
// comment lines before it are passed over, quoted cells may go over lines.
import type { LineBatch } from './reader.ts';

export interface CsvRow {
  /** Column name (trimmed) -> cell. Of columns with the same name the first counts. */
  readonly cells: ReadonlyMap<string, string>;
  readonly line: number;
}

const maxCells = 2_000;
const maxRow = 8 << 20;

/** The delimiter that cuts a header into the most cells. */
export function delimiterOf(header: string): string {
  return [',', ';', '\t', '|'].reduce((best, it) =>
    splitRow(header, it).length > splitRow(header, best).length ? it : best,
  );
}

/** The header of a table, as claims look at it. */
export function headerOf(head: string): readonly string[] {
  const line = head.split(/\r?\n/, 20).find((it) => it.trim() !== '' && !it.startsWith('#')) ?? '';
  return splitRow(line, delimiterOf(line)).map((it) => it.trim());
}

/** Cells of one row (RFC 4180). */
export function splitRow(row: string, delimiter: string): string[] {
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    if (row[at] === '"' && cells.length < maxCells) {
      let end = row.indexOf('"', at + 1);
      while (end !== -1 && row[end + 1] === '"') end = row.indexOf('"', end + 2);
      if (end === -1) end = row.length;
      const next = row.indexOf(delimiter, end + 1);
      cells.push(row.slice(at + 1, end).replaceAll('""', '"'));
      if (next === -1) return cells;
      at = next + 1;
    } else {
      const next = cells.length < maxCells ? row.indexOf(delimiter, at) : -1;
      cells.push(next === -1 ? row.slice(at) : row.slice(at, next));
      if (next === -1) return cells;
      at = next + 1;
    }
  }
}

/** Whether a quote is open at the end of the text. */
function isOpen(text: string): boolean {
  let quotes = 0;
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at + 1)) quotes++;
  return quotes % 2 === 1;
}

/** All rows behind the header. */
export async function* csvRows(batches: AsyncIterable<LineBatch>): AsyncGenerator<CsvRow> {
  let header: readonly string[] | undefined;
  let delimiter = ',';
  let open = '';
  let start = 0;
  for await (const { first, lines } of batches) {
    for (const [index, line] of lines.entries()) {
      if (header === undefined) {
        if (line.trim() === '' || line.startsWith('#')) continue;
        delimiter = delimiterOf(line);
        header = splitRow(line, delimiter).map((it) => it.trim());
        continue;
      }
      if (open === '') start = first + index;
      const row = open === '' ? line : `${open}\n${line}`;
      if (isOpen(row) && row.length < maxRow) {
        open = row;
        continue;
      }
      open = '';
      if (row.trim() === '') continue;
      const cells = new Map<string, string>();
      for (const [column, cell] of splitRow(row, delimiter).entries()) {
        const name = header[column];
        if (name !== undefined && !cells.has(name)) cells.set(name, cell);
      }
      yield { cells, line: start };
    }
  }
}
