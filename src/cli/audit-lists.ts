// SPDX-License-Identifier: Apache-2.0
// `tokenward audit --list` and `--coverage`.
import { coverRows } from '../audit/coverage.ts';
import { readPeerChecks } from '../enrich/peer-checks.ts';
import { textWidth, wrap } from '../report/text-width.ts';
import { allChecks as checks } from './all-checks.ts';
import { exitCodes } from './exit.ts';
import { listWidth } from './output.ts';

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** A row of a table, or, where it is too wide, its first cell and the others below it. */
function printRow(row: string, width: number, first: string, rest: string): void {
  const lines = [...wrap(first, width), ...wrap(rest, width - 4).map((it) => `    ${it}`)];
  for (const line of textWidth(row) <= width ? [row] : lines) print(line);
}

/** Lists the checks of an area, or all. */
export function listChecks(area: string | undefined, json: boolean): number {
  const list = checks.filter((it) => area === undefined || area === 'all' || it.area === area);
  if (json) {
    for (const { judge, ...facts } of list) print(JSON.stringify(facts));
    return exitCodes.done;
  }
  const width = Math.max(4, ...list.map((it) => it.id.length));
  const room = listWidth();
  for (const { id, severity, title } of list)
    printRow(`${id.padEnd(width)}  ${severity.padEnd(8)}  ${title}`, room, id, `${severity}: ${title}`);
  print(`\n${list.length} checks`);
  return exitCodes.done;
}

/** Prints our checks beside those of other tools: a line a row, then the counts. */
export function listCoverage(peer: string | undefined, json: boolean): number {
  const rows = coverRows(checks, readPeerChecks()).filter((it) => peer === undefined || it.peer === peer);
  if (json) {
    for (const row of rows) print(JSON.stringify(row));
    return exitCodes.done;
  }
  const peers = [...new Set(rows.map((it) => it.peer))];
  const width = Math.max(2, ...rows.map((it) => it.id.length));
  const room = listWidth();
  for (const name of peers) {
    print(name);
    for (const { id, title, checks: ours } of rows.filter((it) => it.peer === name)) {
      const shown = ours.length > 3 ? [...ours.slice(0, 3), `and ${ours.length - 3} more`] : ours;
      const own = ours.length === 0 ? '-' : shown.join(', ');
      printRow(`  ${id.padEnd(width)}  ${own}  (${title})`, room, id, `${own}  (${title})`);
    }
    print('');
  }
  print(`${'checks on tokens'.padEnd(18)}${'theirs'.padStart(8)}${'asked by us'.padStart(13)}`);
  for (const name of peers) {
    const own = rows.filter((it) => it.peer === name);
    const asked = own.filter((it) => it.checks.length > 0).length;
    print(`${name.padEnd(18)}${String(own.length).padStart(8)}${String(asked).padStart(13)}`);
  }
  print(`${'tokenward'.padEnd(18)}${String(checks.length).padStart(8)}`);
  return exitCodes.done;
}
