// SPDX-License-Identifier: Apache-2.0
import type { Rejected, RunResult } from '../../model/account.ts';
import { compareText } from '../order.ts';
import { padEnd, padStart, textWidth } from '../text-width.ts';
import { visible } from '../visible.ts';
import { describePosition, formatBytes, formatCount, formatSpan, plural } from '../wording.ts';
import { heading, labelled, type Paper, paragraph } from './paper.ts';

const shownSources = 30;
const shownSamples = 3;

function table(
  paper: Paper,
  rows: readonly (readonly [label: string, count: number, note?: string])[],
): readonly string[] {
  const counts = rows.map(([, count]) => formatCount(count));
  const countWidth = Math.max(...counts.map(textWidth));
  const labelWidth = Math.min(Math.max(...rows.map(([label]) => textWidth(label))), paper.width - countWidth - 4);
  return rows.flatMap(([label, , note = ''], index) => {
    const count = padStart(counts[index] ?? '', countWidth);
    const fits = textWidth(label) <= labelWidth;
    const line = `  ${padEnd(fits ? label : '', labelWidth)}  ${count}`;
    const noteRoom = paper.width - textWidth(line) - 2;
    const beside = note !== '' && textWidth(note) <= noteRoom ? `  ${paper.colours.dim(note)}` : '';
    return fits ? [line + beside] : [...paragraph(paper, '  ', label), line + beside];
  });
}

function samples(paper: Paper, title: string, rejected: readonly Rejected[], total: number): readonly string[] {
  if (rejected.length === 0) return [];
  const shown = rejected.slice(0, shownSamples);
  const lines = [
    '',
    `  ${paper.colours.bold(title)} (${shown.length} of ${formatCount(Math.max(total, rejected.length))})`,
  ];
  for (const item of shown) {
    lines.push(...paragraph(paper, '    ', describePosition(item.position), paper.colours.cyan));
    lines.push(...paragraph(paper, '      ', `${visible(item.reason, 300)} [${visible(item.code, 40)}]`));
    lines.push(...paragraph(paper, '      ', visible(item.sample, 120), paper.colours.dim));
  }
  return lines;
}

function problems(paper: Paper, result: RunResult): readonly string[] {
  if (result.problems.length === 0) return [];
  const lines = heading(paper, `${plural(result.problems.length, 'problem')} with the input`);
  const shown = result.problems
    .slice(0, 10)
    .flatMap((problem) => [
      ...paragraph(paper, '  ', describePosition(problem.position), paper.colours.yellow),
      ...paragraph(paper, '    ', `${visible(problem.message, 400)} [${visible(problem.code, 40)}]`),
    ]);
  const more = result.problems.length - 10;
  return [...lines, ...shown, ...(more > 0 ? [`  and ${formatCount(more)} more`] : [])];
}

/** What became of every record; the four kinds of record add up to what was read, and it says so if they do not. */
export function renderSummary(paper: Paper, result: RunResult): readonly string[] {
  const { tally } = result;
  const lines = [...problems(paper, result), ...heading(paper, 'What was read')];
  lines.push(
    ...table(paper, [
      ['records read', tally.read],
      ['  matched', tally.matched, 'met a rule'],
      ['  clean', tally.clean, 'known source, no rule met'],
      ['  unrecognised', tally.unrecognised, 'no source knows them'],
      ['  unparsable', tally.unparsable, 'not valid records'],
      ['late', tally.late, 'times an event came too late for a rule'],
      ['duplicate', tally.duplicate, 'times an event came to a rule again; it counts once'],
      ['evicted', tally.evicted, 'state given up to stay within memory'],
    ]),
  );
  const sum = tally.matched + tally.clean + tally.unrecognised + tally.unparsable;
  if (sum !== tally.read) {
    const text = `These numbers do not add up (${formatCount(sum)} accounted for). This is a fault of Tokenward: please report it.`;
    lines.push(...paragraph(paper, '  ', text, paper.colours.red));
  }
  const sources = Object.entries(tally.bySource).sort(([a, x], [b, y]) => y - x || compareText(a, b));
  if (sources.length > 0) {
    lines.push('', `  ${paper.colours.bold('By source')}`);
    lines.push(
      ...table(
        paper,
        sources.slice(0, shownSources).map(([source, count]) => [`  ${visible(source, 60)}`, count]),
      ),
    );
    if (sources.length > shownSources) lines.push(`    and ${formatCount(sources.length - shownSources)} more`);
  }
  lines.push('', ...labelled(paper, 'Input', `${plural(tally.files, 'file')}, ${formatBytes(tally.bytes)}`));
  if (result.span !== undefined)
    lines.push(...labelled(paper, 'Span', formatSpan(result.span.first, result.span.last)));
  const skipped = result.rules.skipped === 0 ? '' : `, ${formatCount(result.rules.skipped)} skipped`;
  lines.push(...labelled(paper, 'Rules', `${formatCount(result.rules.loaded)} loaded${skipped}`));
  lines.push(...samples(paper, 'Unrecognised', result.unrecognised, tally.unrecognised));
  lines.push(...samples(paper, 'Unparsable', result.unparsable, tally.unparsable));
  return lines;
}
