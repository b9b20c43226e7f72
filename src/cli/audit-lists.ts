// SPDX-License-Identifier: Apache-2.0
// `tokenward audit --list` and `--coverage`.
import { coverRows } from '../audit/coverage.ts';
import { readPeerChecks } from '../enrich/peer-checks.ts';
import { allChecks as checks } from './all-checks.ts';
import { exitCodes } from './exit.ts';

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Lists the checks of an area, or all. */
export function listChecks(area: string | undefined, json: boolean): number {
  const list = checks.filter((it) => area === undefined || area === 'all' || it.area === area);
  if (json) {
    for (const { judge, ...facts } of list) print(JSON.stringify(facts));
    return exitCodes.done;
  }
  const width = Math.max(4, ...list.map((it) => it.id.length));
  for (const it of list) print(`${it.id.padEnd(width)}  ${it.severity.padEnd(8)}  ${it.title}`);
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
  for (const name of peers) {
    print(name);
    for (const { id, title, checks: ours } of rows.filter((it) => it.peer === name)) {
      const shown = ours.length > 3 ? [...ours.slice(0, 3), `and ${ours.length - 3} more`] : ours;
      print(`  ${id.padEnd(width)}  ${ours.length === 0 ? '-' : shown.join(', ')}  (${title})`);
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
