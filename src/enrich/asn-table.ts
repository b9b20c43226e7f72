// SPDX-License-Identifier: Apache-2.0

/** An autonomous system: its number and the name of the organisation that runs it. */
export interface AutonomousSystem {
  readonly asn: number;
  readonly as: string;
}

/** No row of the published tables comes near this; it bounds the work on a damaged file. */
const longestRow = 4096;

/**
 * Finds the row `first,last,asn,name` that holds an address, in the text of a table sorted by `first`.
 *
 * The text is searched where it lies: parsing half a million rows at start-up would cost a second and 100 MB, a
 * search reads about twenty rows. Numbers are decimal, so a longer one is greater and equal lengths compare as text.
 */
export function findSystem(table: Buffer, address: bigint): AutonomousSystem | undefined {
  const wanted = Buffer.from(address.toString(10), 'latin1');
  let low = 0;
  let high = table.length;
  while (low < high) {
    const start = rowStart(table, (low + high) >>> 1, low);
    const end = rowEnd(table, start, high);
    const firstEnd = digitsEnd(table, start, end);
    if (compareDigits(table, start, firstEnd, wanted) > 0) {
      high = start;
      continue;
    }
    const lastEnd = digitsEnd(table, firstEnd + 1, end);
    if (compareDigits(table, firstEnd + 1, lastEnd, wanted) >= 0) return readSystem(table, lastEnd + 1, end);
    low = end + 1;
  }
  return undefined;
}

function rowStart(table: Buffer, at: number, low: number): number {
  const floor = Math.max(low, at - longestRow);
  let start = at;
  while (start > floor && table[start - 1] !== 0x0a) start--;
  return start;
}

function rowEnd(table: Buffer, start: number, high: number): number {
  const end = table.indexOf(0x0a, start);
  return end < 0 || end > high ? high : end;
}

function digitsEnd(table: Buffer, start: number, end: number): number {
  let at = start;
  while (at < end && (table[at] ?? 0) >= 0x30 && (table[at] ?? 0) <= 0x39) at++;
  return at;
}

function compareDigits(table: Buffer, start: number, end: number, wanted: Buffer): number {
  const length = end - start;
  if (length !== wanted.length) return length - wanted.length;
  return table.compare(wanted, 0, wanted.length, start, end);
}

function readSystem(table: Buffer, start: number, end: number): AutonomousSystem | undefined {
  const asnEnd = digitsEnd(table, start, end);
  if (asnEnd === start || asnEnd - start > 10) return undefined;
  const asn = Number(table.toString('latin1', start, asnEnd));
  const text = table.toString('utf8', asnEnd + 1, Math.min(end, asnEnd + longestRow)).trimEnd();
  const quoted = text.length >= 2 && text.startsWith('"') && text.endsWith('"');
  return { asn, as: quoted ? text.slice(1, -1).replaceAll('""', '"') : text };
}
