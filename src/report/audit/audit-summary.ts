// SPDX-License-Identifier: Apache-2.0
// The end of the terminal report: what was judged by area, what was accepted, what changed, what was read.
import type { AuditResult, CheckOutcome } from '../../model/audit-result.ts';
import { formatPosition } from '../../model/error.ts';
import { compareText } from '../order.ts';
import { labelled, type Paper, paragraph } from '../terminal/paper.ts';
import { padEnd } from '../text-width.ts';
import { visible } from '../visible.ts';
import { formatCount, plural } from '../wording.ts';

const columns = ['failed', 'unknown', 'passed', 'nothing-to-judge'] as const;
type Column = (typeof columns)[number];
const headings: Readonly<Record<Column, string>> = {
  failed: 'failed',
  unknown: 'unknown',
  passed: 'passed',
  'nothing-to-judge': 'no subject',
};
/** Where there is no room for the words. */
const shortHeadings: Readonly<Record<Column, string>> = {
  failed: 'fail',
  unknown: '?',
  passed: 'pass',
  'nothing-to-judge': '-',
};

function areaTable(paper: Paper, outcomes: readonly CheckOutcome[]): readonly string[] {
  const ran = outcomes.filter((it) => it.state !== 'not-run');
  const areas = [...new Set(ran.map((it) => it.check.area))].toSorted(compareText);
  const words = paper.width < 52 ? shortHeadings : headings;
  const row = (label: string, cell: (state: Column) => string): string =>
    `  ${padEnd(label, 12)}${columns.map((state) => cell(state).padStart(Math.max(words[state].length, 3) + 2)).join('')}`;
  const counts =
    (list: readonly CheckOutcome[]) =>
    (state: Column): string =>
      formatCount(list.filter((it) => it.state === state).length);
  return [
    paper.colours.dim(row('checks', (state) => words[state])),
    ...areas.map((area) => row(area, counts(ran.filter((it) => it.check.area === area)))),
    row('all', counts(ran)),
  ];
}

function driftLines(paper: Paper, { drift }: AuditResult): readonly string[] {
  if (drift === undefined) return [];
  const count = (state: string): number => [...drift.states.values()].filter((it) => it === state).length;
  const lines = labelled(
    paper,
    'Baseline',
    `of ${drift.since.slice(0, 10)}: ${count('new')} new, ${count('changed')} changed, ${count('known')} known, ${drift.gone.length} gone`,
  );
  const gone = drift.gone.slice(0, 10).flatMap((it) => paragraph(paper, '           gone: ', visible(it.summary, 300)));
  return [...lines, ...gone];
}

/** Sums, exceptions, drift, and an account of every file. */
export function auditSummary(paper: Paper, result: AuditResult): readonly string[] {
  const lines = ['', paper.colours.dim('─'.repeat(paper.width)), ...areaTable(paper, result.outcomes), ''];
  const notRun = result.outcomes.filter((it) => it.state === 'not-run');
  if (notRun.length > 0) {
    const areas = [...new Set(notRun.map((it) => it.check.area))].toSorted(compareText);
    lines.push(
      ...labelled(paper, 'Not run', `${plural(notRun.length, 'check')} of what was not given: ${areas.join(', ')}`),
    );
  }
  if (result.excepted.length > 0) {
    lines.push(
      ...labelled(paper, 'Accepted', `${plural(result.excepted.length, 'weakness', 'weaknesses')} by exceptions`),
    );
  }
  for (const { exception, why } of result.staleExceptions) {
    lines.push(
      ...paragraph(
        paper,
        '  ',
        `Exception for ${visible(exception.check, 80)} on ${visible(exception.subject, 200)}: ${visible(why, 200)}`,
        paper.colours.yellow,
      ),
    );
  }
  lines.push(...driftLines(paper, result));
  const readers = Object.entries(result.byReader)
    .toSorted(([a], [b]) => compareText(a, b))
    .map(([id, count]) => `${id} ${formatCount(count)}`);
  const read = Object.values(result.byReader).reduce((sum, it) => sum + it, 0);
  lines.push(
    ...labelled(
      paper,
      'Read',
      `${plural(result.files, 'file')}: ${formatCount(read)} read (${readers.join(', ') || 'none'}), ${formatCount(result.passedOver)} passed over, ${formatCount(result.files - read - result.passedOver)} unreadable; ${plural(result.items, 'fact')}`,
    ),
  );
  if (result.searched !== undefined) {
    const { files, objects } = result.searched;
    const history = objects === 0 ? '' : ` and ${plural(objects, 'object')} of Git history`;
    lines.push(...labelled(paper, 'Searched', `${plural(files, 'file')}${history} for tokens at rest`));
  }
  for (const it of result.problems.slice(0, 10)) {
    lines.push(
      ...paragraph(
        paper,
        '  ',
        `${visible(it.message, 300)} (${formatPosition({ ...it.position, file: visible(it.position.file, 200) })}) [${it.code}]`,
        paper.colours.yellow,
      ),
    );
  }
  if (result.problems.length > 10) lines.push(`  and ${plural(result.problems.length - 10, 'more problem')}`);
  return lines;
}
