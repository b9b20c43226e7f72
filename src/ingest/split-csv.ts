// SPDX-License-Identifier: Apache-2.0
import { Carry } from './carry.ts';
import { csvCells, csvDelimiter } from './csv-row.ts';
import { parseRecord } from './parse.ts';
import { type RecordSlice, type Splitter, sampleOf, tooLarge, truncated } from './slice.ts';

const quote = 0x22;
const lineFeed = 0x0a;

/**
 * Columns that hold the vendor's record as JSON text, in lower case, best first: unified audit log exports, Splunk,
 * CloudWatch Logs Insights, AKS in Log Analytics. `certain` ones hold nothing else.
 */
export const recordColumns: readonly { readonly name: string; readonly certain: boolean }[] = [
  { name: 'auditdata', certain: true },
  { name: 'raweventdata', certain: true },
  { name: '_raw', certain: false },
  { name: 'log_s', certain: false },
  { name: '@message', certain: false },
  { name: 'message', certain: false },
];

/**
 * Rows of CSV (RFC 4180) or TSV under a header line, as JSON objects of text. Empty cells are left out. A column that
 * holds a record as JSON becomes the record; the other columns stay beside it where their names are free.
 */
export class CsvSplitter implements Splitter {
  readonly #limit: number;
  readonly #carry: Carry;
  #header: readonly string[] | undefined;
  #delimiter = 0x2c;
  #recordColumn = -1;
  #certain = false;
  #quoted = false;
  /** The last byte was a quote that ended the quoted part, unless another follows. */
  #afterQuote = false;
  #cellStart = true;
  #line = 1;
  #startLine = 1;
  #startOffset = 0;
  #out: RecordSlice[] = [];

  constructor(limit: number) {
    this.#limit = limit;
    this.#carry = new Carry(limit);
  }

  push(chunk: Uint8Array): readonly RecordSlice[] {
    this.#out = [];
    let from = 0;
    for (let at = 0; at < chunk.byteLength; at++) {
      const byte = chunk[at] as number;
      if (byte === quote) this.#quote();
      else if (byte === lineFeed) {
        this.#line++;
        this.#afterQuote = false;
        if (this.#quoted) continue;
        this.#carry.append(chunk.subarray(from, at));
        this.#row(1);
        from = at + 1;
        this.#cellStart = true;
      } else if (!this.#quoted) {
        this.#afterQuote = false;
        this.#cellStart = this.#separates(byte);
      }
    }
    this.#carry.append(chunk.subarray(from));
    return this.#out;
  }

  end(): readonly RecordSlice[] {
    this.#out = [];
    if (this.#quoted && !this.#carry.overflowed) {
      return [truncated(this.#carry.take(), this.#startLine, this.#startOffset)];
    }
    this.#row(0);
    return this.#out;
  }

  /** Before the header is read any of the delimiters may open a quoted cell. */
  #separates(byte: number): boolean {
    if (this.#header !== undefined) return byte === this.#delimiter;
    const mark = byte === 0xef || byte === 0xbb || byte === 0xbf;
    return byte === 0x2c || byte === 0x09 || byte === 0x3b || mark;
  }

  #quote(): void {
    if (this.#quoted) {
      this.#quoted = false;
      this.#afterQuote = true;
    } else if (this.#cellStart || this.#afterQuote) {
      this.#quoted = true;
      this.#afterQuote = false;
    }
    this.#cellStart = false;
  }

  #row(lineBreak: number): void {
    const { overflowed, sample, total } = this.#carry;
    const line = this.#startLine;
    const offset = this.#startOffset;
    this.#startLine = this.#line;
    this.#startOffset += total + lineBreak;
    if (overflowed) {
      this.#carry.clear();
      this.#out.push(tooLarge(this.#limit, line, offset, sample, total));
      return;
    }
    let row = this.#carry.take();
    if (row[row.byteLength - 1] === 0x0d) row = row.subarray(0, -1);
    if (offset === 0 && row[0] === 0xef && row[1] === 0xbb && row[2] === 0xbf) row = row.subarray(3);
    if (row.byteLength === 0) return;
    if (this.#header === undefined) {
      this.#readHeader(row);
      return;
    }
    const result = this.#recordText(csvCells(row, this.#delimiter), this.#header);
    if (result.ok) this.#out.push({ kind: 'record', bytes: Buffer.from(result.text, 'utf8'), line, offset });
    else {
      const rejected = { kind: 'rejected', code: 'RECORD_INVALID', reason: result.reason } as const;
      this.#out.push({ ...rejected, line, offset, sample: sampleOf(row), bytes: row.byteLength });
    }
  }

  #readHeader(row: Uint8Array): void {
    this.#delimiter = csvDelimiter(row);
    const seen = new Map<string, number>();
    this.#header = csvCells(row, this.#delimiter).map((cell, index) => {
      // The Azure portal's CSV says the zone in the name of each column that holds a time.
      const name = cell.trim().replace(/ \[UTC\]$/, '') || `column_${index + 1}`;
      const count = (seen.get(name) ?? 0) + 1;
      seen.set(name, count);
      return count === 1 ? name : `${name}_${count}`;
    });
    const names = this.#header.map((name) => name.toLowerCase());
    const column = recordColumns.find(({ name }) => names.includes(name));
    if (column === undefined) return;
    this.#recordColumn = names.indexOf(column.name);
    this.#certain = column.certain;
  }

  /** The row as JSON text. A held record is taken over as it was written, and the other columns are put at its end. */
  #recordText(cells: readonly string[], header: readonly string[]): RowText {
    if (cells.findLastIndex((cell) => cell !== '') >= header.length) {
      return { ok: false, reason: `the row has ${cells.length} cells under ${header.length} column names` };
    }
    const text = cells[this.#recordColumn]?.trim() ?? '';
    const held = text.startsWith('{') ? parseRecord(Buffer.from(text, 'utf8')) : undefined;
    if (held?.ok === false && this.#certain) {
      return { ok: false, reason: `column ${header[this.#recordColumn]}: ${held.reason}` };
    }
    const inner = held?.ok === true ? held.record : {};
    const members: string[] = Object.keys(inner).length === 0 ? [] : [text.slice(1, -1)];
    for (const [index, cell] of cells.entries()) {
      const name = header[index];
      if (name === undefined || cell === '' || (held?.ok === true && index === this.#recordColumn)) continue;
      if (!Object.hasOwn(inner, name)) members.push(`${JSON.stringify(name)}:${JSON.stringify(cell)}`);
    }
    return { ok: true, text: `{${members.join(',')}}` };
  }
}

type RowText = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: string };
