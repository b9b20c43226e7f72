// SPDX-License-Identifier: Apache-2.0

const quote = 0x22;

/** Cells that are cut from one row; what follows stays together in one more. */
const maxCells = 10_000;

/** Cuts one CSV record (RFC 4180, without its line break) into its cells, unquoted. */
export function csvCells(row: Uint8Array, delimiter: number): string[] {
  const buffer = Buffer.from(row.buffer, row.byteOffset, row.byteLength);
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    if (cells.length === maxCells) return [...cells, buffer.toString('utf8', at)];
    if (buffer[at] === quote) {
      let end = buffer.indexOf(quote, at + 1);
      while (end !== -1 && buffer[end + 1] === quote) end = buffer.indexOf(quote, end + 2);
      if (end === -1) end = buffer.byteLength;
      const text = buffer.toString('utf8', at + 1, end).replaceAll('""', '"');
      const next = indexOrEnd(buffer, delimiter, Math.min(end + 1, buffer.byteLength));
      // What follows a closing quote is not in the standard; it is kept, not lost.
      cells.push(text + buffer.toString('utf8', Math.min(end + 1, next), next));
      at = next;
    } else {
      const next = indexOrEnd(buffer, delimiter, at);
      cells.push(buffer.toString('utf8', at, next));
      at = next;
    }
    if (at >= buffer.byteLength) return cells;
    at++;
  }
}

function indexOrEnd(buffer: Buffer, byte: number, from: number): number {
  const at = buffer.indexOf(byte, from);
  return at === -1 ? buffer.byteLength : at;
}

/** The delimiter of a header line: the one of comma, tab and semicolon that cuts it into the most cells. */
export function csvDelimiter(header: Uint8Array): number {
  let best = 0x2c;
  let most = 1;
  for (const delimiter of [0x2c, 0x09, 0x3b]) {
    const cells = csvCells(header, delimiter).length;
    if (cells > most) {
      most = cells;
      best = delimiter;
    }
  }
  return best;
}
