// SPDX-License-Identifier: Apache-2.0
import type { Evidence } from '../../model/finding.ts';
import { padEnd, padStart, textWidth } from '../text-width.ts';
import { visible } from '../visible.ts';
import { formatDuration } from '../wording.ts';
import { type Paper, paragraph } from './paper.ts';

const shownEvents = 12;

interface Row {
  readonly day: string;
  readonly clock: string;
  readonly gap: string;
  readonly source: string;
  readonly action: string;
  readonly ip: string;
  readonly note: string;
}

function toRow(event: Evidence, previous: Evidence | undefined): Row {
  const gap = previous === undefined ? Number.NaN : Date.parse(event.time) - Date.parse(previous.time);
  return {
    day: visible(event.time, 40).slice(0, 10),
    clock: visible(event.time, 40).slice(11, 19),
    gap: Number.isFinite(gap) ? `+${formatDuration(gap)}` : '',
    source: visible(event.source, 60),
    action: visible(event.action ?? event.stage ?? '', 120),
    ip: visible(event.ip ?? '', 60),
    note: visible(event.note, 300),
  };
}

function widest(rows: readonly Row[], column: keyof Row): number {
  return rows.reduce((most, row) => Math.max(most, textWidth(row[column])), 0);
}

type Widths = Readonly<Record<'gap' | 'source' | 'action', number>>;

/** Everything in one row, the note below it. */
function wideRow(paper: Paper, row: Row, widths: Widths): readonly string[] {
  const { dim, cyan } = paper.colours;
  const head = `    ${row.clock}  ${dim(padStart(row.gap, widths.gap))}  ${cyan(padEnd(row.source, widths.source))}  `;
  const indent = ' '.repeat(4 + 8 + 2 + widths.gap + 2);
  return [
    `${head}${padEnd(row.action, widths.action)}  ${row.ip}`.trimEnd(),
    ...paragraph(paper, indent, row.note, dim),
  ];
}

/** The source goes down to the note. */
function middleRow(paper: Paper, row: Row, widths: Widths): readonly string[] {
  const { dim } = paper.colours;
  const head = `    ${row.clock}  ${dim(padStart(row.gap, widths.gap))}  `;
  const indent = ' '.repeat(4 + 8 + 2 + widths.gap + 2);
  return [
    `${head}${padEnd(row.action, widths.action)}  ${row.ip}`.trimEnd(),
    ...paragraph(paper, indent, `${row.source}: ${row.note}`, dim),
  ];
}

/** Everything below each other. */
function narrowRow(paper: Paper, row: Row): readonly string[] {
  const { dim } = paper.colours;
  const from = row.ip === '' ? row.action : `${row.action} from ${row.ip}`;
  return [
    ...paragraph(paper, '    ', [row.clock, row.gap, row.source].filter((part) => part !== '').join(' ')),
    ...paragraph(paper, '      ', from),
    ...paragraph(paper, '      ', row.note, dim),
  ];
}

/** The events behind a finding as a table of time (UTC), gap, source, action and address; stacked where it does not fit. */
export function renderChain(paper: Paper, evidence: readonly Evidence[], count: number): readonly string[] {
  const events = evidence.toSorted((a, b) => Date.parse(a.time) - Date.parse(b.time)).slice(0, shownEvents);
  const rows = events.map((event, index) => toRow(event, events[index - 1]));
  const widths = { gap: widest(rows, 'gap'), source: widest(rows, 'source'), action: widest(rows, 'action') };
  const middle = 4 + 8 + 2 + widths.gap + 2 + widths.action + 2 + widest(rows, 'ip');
  const wide = middle + widths.source + 2;
  const layout = (row: Row): readonly string[] => {
    if (wide <= paper.width) return wideRow(paper, row, widths);
    return middle <= paper.width ? middleRow(paper, row, widths) : narrowRow(paper, row);
  };
  const lines: string[] = [];
  let day = '';
  for (const row of rows) {
    if (row.day !== day) {
      day = row.day;
      lines.push(paper.colours.dim(`    ${day} UTC`));
    }
    lines.push(...layout(row));
  }
  const more = Math.max(count, evidence.length) - rows.length;
  if (more > 0) lines.push(...paragraph(paper, '    ', `and ${more.toLocaleString('en-US')} more`, paper.colours.dim));
  return lines;
}
